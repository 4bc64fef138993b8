/** `tidemark run WHAT`: a document or a preset, run headless and reported. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Dictionary } from '../../engine/rows/dictionary.ts';
import type { Happening } from '../../engine/job/happenings.ts';
import { openModel } from '../../inference/session.node.ts';
import type { Intervention } from '../../pipeline/document.ts';
import { chooseStartAt, listQuarantined } from '../../run/expand.ts';
import { ModelShelf } from '../../run/model-shelf.ts';
import { SessionPredictions } from '../../run/predictions.ts';
import { Simulation } from '../../run/simulation.ts';
import { createShipfast } from '../../world/shipfast/shipfast.ts';
import { tellProblems } from '../tell-problems.ts';
import { readRunArguments, type RunOptions } from './arguments.ts';
import { makeReport } from './report.ts';
import { printReport } from './print-report.ts';

const DEFAULT_UNTIL = 600_000_000;

export async function runCommand(argv: readonly string[]): Promise<number> {
  const understood = readRunArguments(argv, readFile);
  if (understood.kind === 'problems') return tellProblems(understood.problems);
  const { options } = understood;
  const predictions = new SessionPredictions();
  const models = new ModelShelf(readShippedModel, openModel);
  let modelVersion: string | null = null;
  for (const node of options.plan.nodes) {
    const { model } = node.operator;
    if (model === null) continue;
    const loaded = await models.load(model);
    if (loaded.kind === 'problem') return tellProblems([{ ...loaded.problem, where: node.id }]);
    predictions.addModel(model, loaded.session);
    modelVersion = loaded.session.version;
  }
  const started = performance.now();
  const happenings: Happening[] = [];
  const dictionary = new Dictionary();
  const { settings, interventions } = options.document;
  const run = simulate(options, { dictionary, predictions, tell: (happening) => happenings.push(happening) });
  run.schedule(interventions);
  await runTo(run, options);
  const wallMs = performance.now() - started;
  const truth = hasCrash(interventions) ? simulate(options, { dictionary, predictions, tell: () => {} }) : run;
  if (truth !== run) {
    truth.schedule(interventions.filter(isOfTheWorld));
    await truth.runTo(run.engine.at);
  }
  await predictions.fill();
  const world = createShipfast({
    seed: settings.seed,
    profile: settings.profile,
    startAt: chooseStartAt(settings, options.plan),
  });
  const report = makeReport({
    run,
    truth,
    happenings,
    wallMs,
    records: options.records,
    modelVersion,
    trueMinutes: (parcel) => world.truth.deliveryMinutes(parcel),
    quarantined: listQuarantined(options.plan),
  });
  if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else printReport(report);
  return 0;
}

function simulate(
  { plan, document }: RunOptions,
  parts: Pick<ConstructorParameters<typeof Simulation>[0], 'dictionary' | 'predictions' | 'tell'>,
): Simulation {
  return new Simulation({
    pipeline: plan,
    surroundings: { settings: document.settings, startAtMs: chooseStartAt(document.settings, plan), file: readFile },
    ...parts,
  });
}

/** With a time, up to it and nothing drains; without one, finite sources run to their final commit, others for 10 minutes. */
async function runTo(run: Simulation, { untilMicros }: RunOptions): Promise<void> {
  if (untilMicros !== null) {
    await run.runTo(untilMicros);
    return;
  }
  const isBounded = run.engine.job.graph.nodes.every(
    (node) => node.behaviour.role !== 'source' || node.behaviour.stream.length !== undefined,
  );
  await run.runTo(isBounded ? Infinity : DEFAULT_UNTIL);
}

function hasCrash(interventions: readonly Intervention[]): boolean {
  return interventions.some((intervention) => !isOfTheWorld(intervention));
}

/** What happened outside the job belongs to the truth; what happened to the job does not. */
function isOfTheWorld(intervention: Intervention): boolean {
  return intervention.kind === 'silence' || intervention.kind === 'inject';
}

const read = new Map<string, Uint8Array>();

/** A file is read once, so that it is parsed once. */
function readFile(name: string): Uint8Array | undefined {
  const known = read.get(name);
  if (known !== undefined || statSync(name, { throwIfNoEntry: false })?.isFile() !== true) return known;
  const bytes = new Uint8Array(readFileSync(name));
  read.set(name, bytes);
  return bytes;
}

function readShippedModel(name: string): Promise<Uint8Array | null> {
  const path = fileURLToPath(new URL(`../../../public/models/${name}.onnx`, import.meta.url));
  return Promise.resolve(existsSync(path) ? new Uint8Array(readFileSync(path)) : null);
}
