import { operatorKind } from '../kind.ts';
import { kafkaSinkLogic } from './logic.ts';
import { kafkaSinkSpec } from './spec.ts';

export const kafkaSink = operatorKind(kafkaSinkSpec, { role: 'operator', logic: kafkaSinkLogic });
