import { operatorKind } from '../kind.ts';
import { shipmentsSource } from './logic.ts';
import { shipmentsSpec } from './spec.ts';

export const shipments = operatorKind(shipmentsSpec, { role: 'source', source: shipmentsSource });
