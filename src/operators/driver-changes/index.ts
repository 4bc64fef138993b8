import { operatorKind } from '../kind.ts';
import { driverChangesSource } from './logic.ts';
import { driverChangesSpec } from './spec.ts';

export const driverChanges = operatorKind(driverChangesSpec, { role: 'source', source: driverChangesSource });
