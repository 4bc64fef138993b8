import type { z } from 'zod';
import { LABEL_FIELDS } from '../../world/shipfast/labels.ts';
import type { OperatorSpec } from '../kind.ts';
import { streamSchema, streamSourceConfig } from '../stream-source.ts';
import { durationText } from '../summary-text.ts';

export const deliveryLabelsConfig = streamSourceConfig({ outOfOrderness: 10000, idleness: 30000 });
export type DeliveryLabelsConfig = z.infer<typeof deliveryLabelsConfig>;

export const deliveryLabelsSpec: OperatorSpec<DeliveryLabelsConfig> = {
  kind: 'delivery-labels',
  title: 'Delivery labels',
  purpose: 'The minutes that each delivery really took, hours after its pickup.',
  group: 'sources',
  stream: 'labels',
  inputs: [],
  outputs: [{ id: 'out', title: 'delivery labels', extendsInput: null }],
  config: deliveryLabelsConfig,
  defaultParallelism: 1,
  serviceTime: () => ({ perRecordMicros: 10, perOutputMicros: 0 }),
  summary: (config) =>
    config.idleness === 0 ? 'hours after the pickup' : `hours later · idleness ${durationText(config.idleness)}`,
  outputSchemas: () => ({ schemas: [streamSchema(LABEL_FIELDS)], problems: [] }),
};
