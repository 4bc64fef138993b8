import { operatorKind } from '../kind.ts';
import { fileSource } from './logic.ts';
import { fileSpec } from './spec.ts';

export const file = operatorKind(fileSpec, { role: 'source', source: fileSource });
