import { operatorKind } from '../kind.ts';
import { latestValueLogic } from './logic.ts';
import { latestValueSpec } from './spec.ts';

export const latestValue = operatorKind(latestValueSpec, { role: 'operator', logic: latestValueLogic });
