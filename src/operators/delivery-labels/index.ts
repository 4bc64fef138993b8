import { operatorKind } from '../kind.ts';
import { deliveryLabelsSource } from './logic.ts';
import { deliveryLabelsSpec } from './spec.ts';

export const deliveryLabels = operatorKind(deliveryLabelsSpec, { role: 'source', source: deliveryLabelsSource });
