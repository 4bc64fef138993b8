import { operatorKind } from '../kind.ts';
import { intervalJoinLogic } from './logic.ts';
import { intervalJoinSpec } from './spec.ts';

export const intervalJoin = operatorKind(intervalJoinSpec, { role: 'operator', logic: intervalJoinLogic });
