/** Bundled by `determinism.spec.ts` and run both in Node and in the browser: one document, one hash. */
import { Dictionary } from '../src/engine/rows/dictionary.ts';
import { runHash } from '../src/insight/run-hash.ts';
import { operatorKinds } from '../src/operators/index.ts';
import { type Intervention, settingsSchema } from '../src/pipeline/document.ts';
import { findPreset } from '../src/pipeline/presets/index.ts';
import { validate } from '../src/pipeline/validate.ts';
import { DEFAULT_START_AT } from '../src/run/expand.ts';
import { SessionPredictions } from '../src/run/predictions.ts';
import { Simulation } from '../src/run/simulation.ts';

export async function hashOf(
  preset: string,
  profile: string,
  untilMicros: number,
  interventions: readonly Intervention[],
): Promise<string> {
  const found = findPreset(preset);
  if (found === undefined) throw new Error(`no preset ${preset}`);
  const document = { ...found, settings: settingsSchema.parse({ ...found.settings, profile }) };
  const { plan } = validate(document, operatorKinds);
  if (plan === null) throw new Error('the preset is valid');
  const surroundings = { settings: document.settings, startAtMs: DEFAULT_START_AT, file: () => undefined };
  const run = new Simulation({
    pipeline: plan,
    surroundings,
    dictionary: new Dictionary(),
    predictions: new SessionPredictions(),
    tell: () => {},
  });
  run.schedule(interventions);
  await run.runTo(untilMicros);
  return runHash(run);
}

Object.assign(globalThis, { hashOf });
