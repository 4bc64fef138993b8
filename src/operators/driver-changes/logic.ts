import { worldSource } from '../stream-source.ts';
import type { DriverChangesConfig } from './spec.ts';

export const driverChangesSource = worldSource<DriverChangesConfig>((world) => world.driverChanges);
