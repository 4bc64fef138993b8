import { operatorKind } from '../kind.ts';
import { filterLogic } from './logic.ts';
import { filterSpec } from './spec.ts';

export const filter = operatorKind(filterSpec, { role: 'operator', logic: filterLogic });
