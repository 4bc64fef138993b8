import type { z } from 'zod';
import { SHIPMENT_FIELDS } from '../../world/shipfast/shipments.ts';
import type { OperatorSpec } from '../kind.ts';
import { streamSchema, streamSourceConfig } from '../stream-source.ts';
import { durationText } from '../summary-text.ts';

export const shipmentsConfig = streamSourceConfig({ outOfOrderness: 10000, idleness: 0 });
export type ShipmentsConfig = z.infer<typeof shipmentsConfig>;

export const shipmentsSpec: OperatorSpec<ShipmentsConfig> = {
  kind: 'shipments',
  title: 'Shipments',
  purpose: 'Status events of parcels from eight partitions, keyed by hub.',
  group: 'sources',
  stream: 'shipments',
  inputs: [],
  outputs: [{ id: 'out', title: 'shipments', extendsInput: null }],
  config: shipmentsConfig,
  defaultParallelism: 2,
  serviceTime: () => ({ perRecordMicros: 10, perOutputMicros: 0 }),
  summary: (config) =>
    config.idleness === 0 ? 'eight partitions by hub' : `8 partitions · idleness ${durationText(config.idleness)}`,
  outputSchemas: () => ({ schemas: [streamSchema(SHIPMENT_FIELDS)], problems: [] }),
};
