import { operatorKind } from '../kind.ts';
import { broadcastStateIn } from './logic.ts';
import { broadcastStateSpec } from './spec.ts';

export const broadcastState = operatorKind(broadcastStateSpec, { role: 'operator', logic: broadcastStateIn });
