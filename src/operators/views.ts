/** Which kinds bring a picture of their state, and which a form of their own; the rest get the plain table and form. */
import { type ComponentType, lazy } from 'react';
import type { OperatorInspectorProps, StateViewProps } from './state-view.ts';

type Load = () => Promise<{ readonly default: ComponentType<StateViewProps> }>;

/** The same for every source: which of its splits holds the watermark. */
const watermarkBlame: Load = async () => ({ default: (await import('./watermark-blame.tsx')).WatermarkBlame });

const load: Readonly<Record<string, Load>> = {
  shipments: watermarkBlame,
  weather: watermarkBlame,
  'driver-changes': watermarkBlame,
  'delivery-labels': watermarkBlame,
  file: watermarkBlame,
  'broadcast-state': async () => ({ default: (await import('./broadcast-state/StateView.tsx')).BroadcastState }),
  'latest-value': async () => ({ default: (await import('./latest-value/StateView.tsx')).LatestValueState }),
  'interval-join': async () => ({ default: (await import('./interval-join/StateView.tsx')).IntervalJoinState }),
  'tumbling-window': async () => ({ default: (await import('./tumbling-window/StateView.tsx')).TumblingWindowState }),
  inference: async () => ({ default: (await import('./inference/StateView.tsx')).InferenceState }),
  'kafka-sink': async () => ({ default: (await import('./kafka-sink/StateView.tsx')).KafkaSinkState }),
  collect: async () => ({ default: (await import('./collect/StateView.tsx')).CollectState }),
};

/** Loaded when first shown, if not before; `compact` draws the small picture on the card. */
export const operatorViews: Readonly<Record<string, ComponentType<StateViewProps>>> = Object.fromEntries(
  Object.entries(load).map(([kind, view]) => [kind, lazy(view)]),
);

/** Before it is shown: it will be, as soon as the run has told its state. */
export async function fetchView(kind: string): Promise<void> {
  await load[kind]?.();
}

/** What stands above the form made from the schema, where that is not enough. */
export const operatorInspectors: Readonly<Record<string, ComponentType<OperatorInspectorProps>>> = {
  file: lazy(async () => ({ default: (await import('./file/Inspector.tsx')).FileInspector })),
};
