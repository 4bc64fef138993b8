import { operatorKind } from '../kind.ts';
import { inferenceLogic } from './logic.ts';
import { inferenceSpec } from './spec.ts';

export const inference = operatorKind(inferenceSpec, { role: 'operator', logic: inferenceLogic });
