/** ShipFast's pipeline with the model that ships with the app, played as the worker plays it. */
import type { ModelSession } from '../../src/inference/index.ts';
import { settingsSchema } from '../../src/pipeline/document.ts';
import { findPreset } from '../../src/pipeline/presets/index.ts';
import { SessionPredictions } from '../../src/run/predictions.ts';
import { Session } from '../../src/run/session.ts';

export const SECOND = 1_000_000;
export const MODEL = 'eta-v1';

export interface Shipfast {
  readonly session: Session;
  readonly predictions: SessionPredictions;
}

export function openShipfast(profile: 'micro' | 'meso', model: ModelSession): Shipfast {
  const preset = findPreset('shipfast');
  if (preset === undefined) throw new Error('there is no preset shipfast');
  const document = { ...preset, settings: settingsSchema.parse({ ...preset.settings, profile }) };
  const predictions = new SessionPredictions();
  predictions.addModel(MODEL, model);
  const opened = Session.open(document, { predictions, file: () => undefined });
  if (opened.kind === 'problems') throw new Error(JSON.stringify(opened.problems));
  return { session: opened.session, predictions };
}

/** About what the worker does in one slice of its time at full speed: predictions are answered between slices. */
const SLICE_MICROS = 50_000;

export async function play({ session, predictions }: Shipfast, until: number): Promise<void> {
  while (session.at < until) {
    await session.advance(Math.min(until, session.at + SLICE_MICROS));
    await predictions.fill();
  }
}
