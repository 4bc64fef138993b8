import type { z } from 'zod';
import { DRIVER_FIELDS } from '../../world/shipfast/driver-changes.ts';
import type { OperatorSpec } from '../kind.ts';
import { streamSchema, streamSourceConfig } from '../stream-source.ts';
import { durationText } from '../summary-text.ts';

export const driverChangesConfig = streamSourceConfig({ outOfOrderness: 10000, idleness: 30000 });
export type DriverChangesConfig = z.infer<typeof driverChangesConfig>;

export const driverChangesSpec: OperatorSpec<DriverChangesConfig> = {
  kind: 'driver-changes',
  title: 'Driver changes',
  purpose: 'Change data capture of the drivers table: a snapshot, then inserts, updates and deletes.',
  group: 'sources',
  stream: 'drivers',
  inputs: [],
  outputs: [{ id: 'out', title: 'driver changes', extendsInput: null }],
  config: driverChangesConfig,
  defaultParallelism: 1,
  serviceTime: () => ({ perRecordMicros: 10, perOutputMicros: 0 }),
  summary: (config) =>
    config.idleness === 0 ? 'changes of a table' : `CDC · idleness ${durationText(config.idleness)}`,
  outputSchemas: () => ({ schemas: [streamSchema(DRIVER_FIELDS)], problems: [] }),
};
