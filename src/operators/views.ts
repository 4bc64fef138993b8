/** Which kinds bring a picture of their state, and which a form of their own; the rest get the plain table and form. */
import { type ComponentType, lazy } from 'react';
import type { OperatorInspectorProps, StateViewProps } from './state-view.ts';

/** The same for every source: which of its splits holds the watermark. */
const watermarkBlame = lazy(async () => ({ default: (await import('./watermark-blame.tsx')).WatermarkBlame }));

/** Loaded when first shown (`lazy`); `compact` draws the small picture on the card. */
export const operatorViews: Readonly<Record<string, ComponentType<StateViewProps>>> = {
  shipments: watermarkBlame,
  weather: watermarkBlame,
  'driver-changes': watermarkBlame,
  'delivery-labels': watermarkBlame,
  file: watermarkBlame,
  'broadcast-state': lazy(async () => ({ default: (await import('./broadcast-state/StateView.tsx')).BroadcastState })),
  'latest-value': lazy(async () => ({ default: (await import('./latest-value/StateView.tsx')).LatestValueState })),
  'interval-join': lazy(async () => ({ default: (await import('./interval-join/StateView.tsx')).IntervalJoinState })),
  'tumbling-window': lazy(async () => ({
    default: (await import('./tumbling-window/StateView.tsx')).TumblingWindowState,
  })),
  inference: lazy(async () => ({ default: (await import('./inference/StateView.tsx')).InferenceState })),
  'kafka-sink': lazy(async () => ({ default: (await import('./kafka-sink/StateView.tsx')).KafkaSinkState })),
  collect: lazy(async () => ({ default: (await import('./collect/StateView.tsx')).CollectState })),
};

/** What stands above the form made from the schema, where that is not enough. */
export const operatorInspectors: Readonly<Record<string, ComponentType<OperatorInspectorProps>>> = {
  file: lazy(async () => ({ default: (await import('./file/Inspector.tsx')).FileInspector })),
};
