/** Every operator kind, in the order of the palette. */
import { broadcastState } from './broadcast-state/index.ts';
import { collect } from './collect/index.ts';
import { deliveryLabels } from './delivery-labels/index.ts';
import { driverChanges } from './driver-changes/index.ts';
import { file } from './file/index.ts';
import { filter } from './filter/index.ts';
import { inference } from './inference/index.ts';
import { intervalJoin } from './interval-join/index.ts';
import { kafkaSink } from './kafka-sink/index.ts';
import type { OperatorKind } from './kind.ts';
import { latestValue } from './latest-value/index.ts';
import { map } from './map/index.ts';
import { shipments } from './shipments/index.ts';
import { tumblingWindow } from './tumbling-window/index.ts';
import { weather } from './weather/index.ts';

export const operatorKinds: readonly OperatorKind[] = [
  shipments,
  weather,
  driverChanges,
  deliveryLabels,
  file,
  filter,
  map,
  broadcastState,
  latestValue,
  intervalJoin,
  tumblingWindow,
  inference,
  kafkaSink,
  collect,
];

export function findKind(kind: string): OperatorKind | undefined {
  return operatorKinds.find((candidate) => candidate.spec.kind === kind);
}
