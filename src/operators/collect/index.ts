import { operatorKind } from '../kind.ts';
import { collectLogic } from './logic.ts';
import { collectSpec } from './spec.ts';

export const collect = operatorKind(collectSpec, { role: 'operator', logic: collectLogic });
