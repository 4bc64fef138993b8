import { worldSource } from '../stream-source.ts';
import type { ShipmentsConfig } from './spec.ts';

export const shipmentsSource = worldSource<ShipmentsConfig>((world) => world.shipments, true);
