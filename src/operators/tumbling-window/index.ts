import { operatorKind } from '../kind.ts';
import { tumblingWindowLogic } from './logic.ts';
import { tumblingWindowSpec } from './spec.ts';

export const tumblingWindow = operatorKind(tumblingWindowSpec, { role: 'operator', logic: tumblingWindowLogic });
