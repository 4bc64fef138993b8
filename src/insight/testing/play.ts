/** A small document played headless: for tests that ask what a whole run comes to. */
import type { Happening } from '../../engine/job/happenings.ts';
import { Dictionary } from '../../engine/rows/dictionary.ts';
import { operatorKinds } from '../../operators/index.ts';
import { type DocumentInput, documentSchema } from '../../pipeline/document.ts';
import { validate } from '../../pipeline/validate.ts';
import { chooseStartAt } from '../../run/expand.ts';
import { SessionPredictions } from '../../run/predictions.ts';
import { Simulation } from '../../run/simulation.ts';

export type TextFiles = Readonly<Record<string, string>>;

export interface Played {
  readonly run: Simulation;
  readonly happenings: readonly Happening[];
  readonly stop: Awaited<ReturnType<Simulation['runTo']>>;
}

/** `until` in seconds of run time; a finite run ends by itself. */
export async function play(input: DocumentInput, files: TextFiles, until = 600): Promise<Played> {
  const document = documentSchema.parse(input);
  const file = bytesOf(files);
  const { plan, problems } = validate(document, operatorKinds, file);
  if (plan === null) throw new Error(JSON.stringify(problems));
  const happenings: Happening[] = [];
  const run = new Simulation({
    pipeline: plan,
    surroundings: { settings: document.settings, startAtMs: chooseStartAt(document.settings, plan), file },
    dictionary: new Dictionary(),
    predictions: new SessionPredictions(),
    tell: (happening) => happenings.push(happening),
  });
  run.schedule(document.interventions);
  const stop = await run.runTo(until * 1_000_000);
  return { run, happenings, stop };
}

/** The same bytes each time they are asked for, as the page and the terminal give them. */
export function bytesOf(files: TextFiles): (name: string) => Uint8Array | undefined {
  const encoded = new Map(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]));
  return (name) => encoded.get(name);
}

/** Nodes in a row, each read by the next. `[id, kind, config, parallelism]`. */
export function chain(
  nodes: readonly (readonly [
    id: string,
    kind: string,
    config: Readonly<Record<string, unknown>>,
    parallelism?: number,
  ])[],
  rest: Partial<DocumentInput> = {},
): DocumentInput {
  return {
    version: 1,
    nodes: nodes.map(([id, kind, config, parallelism = 1]) => ({ id, kind, config, parallelism })),
    edges: nodes.slice(1).map(([id], at) => ({
      from: { node: nodes[at][0], port: 'out' },
      to: { node: id, port: 'in' },
    })),
    ...rest,
  };
}

/** Rows of `time,key,value`, ten milliseconds of event time apart. */
export function rows(count: number, key: (i: number) => string | number): string {
  const lines = Array.from({ length: count }, (_, i) => `${1_700_000_000_000 + i * 10},${key(i)},${i}`);
  return `time,key,value\n${lines.join('\n')}\n`;
}
