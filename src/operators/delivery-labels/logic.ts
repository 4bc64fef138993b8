import { worldSource } from '../stream-source.ts';
import type { DeliveryLabelsConfig } from './spec.ts';

export const deliveryLabelsSource = worldSource<DeliveryLabelsConfig>((world) => world.labels, true);
