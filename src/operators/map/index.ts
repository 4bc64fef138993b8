import { operatorKind } from '../kind.ts';
import { mapLogic } from './logic.ts';
import { mapSpec } from './spec.ts';

export const map = operatorKind(mapSpec, { role: 'operator', logic: mapLogic });
