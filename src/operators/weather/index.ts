import { operatorKind } from '../kind.ts';
import { weatherSource } from './logic.ts';
import { weatherSpec } from './spec.ts';

export const weather = operatorKind(weatherSpec, { role: 'source', source: weatherSource });
