/** `tidemark run WHAT`: a document or a preset, run headless and reported. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Dictionary } from '../../engine/rows/dictionary.ts';
import type { Happening } from '../../engine/job/happenings.ts';
import { openModel } from '../../inference/session.node.ts';
import type { Problem } from '../../base/problem.ts';
import type { Intervention } from '../../pipeline/document.ts';
import { formatDuration } from '../../pipeline/duration-text.ts';
import { faultText } from '../../pipeline/fault-text.ts';
import { chooseStartAt, listQuarantined } from '../../run/expand.ts';
import { ModelShelf } from '../../run/model-shelf.ts';
import { SessionPredictions } from '../../run/predictions.ts';
import { Simulation } from '../../run/simulation.ts';
import { createShipfast } from '../../world/shipfast/shipfast.ts';
import { inputBytes } from '../input-file.ts';
import { tellProblems } from '../tell-problems.ts';
import { readRunArguments, type RunOptions } from './arguments.ts';
import { makeReport } from './report.ts';
import { printReport } from './print-report.ts';

const DEFAULT_UNTIL = 600_000_000;
const RECORDS_IN_JSON = 1000;
const RECORDS_ON_SCREEN = 10;

export async function runCommand(argv: readonly string[]): Promise<number> {
  const understood = readRunArguments(argv);
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
  const missed = options.faults.filter(({ at }) => at >= endOf(run, happenings));
  if (missed.length > 0) return tellProblems(missed.map((fault) => neverHappened(fault, endOf(run, happenings))));
  const wallMs = performance.now() - started;
  let truth = { run, happenings };
  if (hasCrash(interventions)) {
    const told: Happening[] = [];
    const tell = (happening: Happening) => {
      if (happening.kind === 'late') told.push(happening);
    };
    const calm = simulate(options, { dictionary, predictions, tell });
    calm.schedule(interventions.filter(isOfTheWorld));
    await calm.runTo(run.engine.at);
    truth = { run: calm, happenings: told };
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
    records: options.records ?? RECORDS_IN_JSON,
    modelVersion,
    trueMinutes: (parcel) => world.truth.deliveryMinutes(parcel),
    quarantined: listQuarantined(options.plan),
  });
  if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else printReport(report, options.records ?? RECORDS_ON_SCREEN);
  return 0;
}

function simulate(
  { plan, document }: RunOptions,
  parts: Pick<ConstructorParameters<typeof Simulation>[0], 'dictionary' | 'predictions' | 'tell'>,
): Simulation {
  return new Simulation({
    pipeline: plan,
    surroundings: { settings: document.settings, startAtMs: chooseStartAt(document.settings, plan), file: inputBytes },
    ...parts,
  });
}

/**
 * With a time, up to it and nothing drains; without one, finite sources run to their final commit, others for 10
 * minutes. A source that falls silent for good is never read to its end.
 */
async function runTo(run: Simulation, { untilMicros, document }: RunOptions): Promise<void> {
  if (untilMicros !== null) {
    await run.runTo(untilMicros);
    return;
  }
  const isBounded = run.engine.job.graph.nodes.every(
    (node) => node.behaviour.role !== 'source' || node.behaviour.stream.length !== undefined,
  );
  const isCutOff = document.interventions.some((what) => what.kind === 'silence' && what.duration === undefined);
  await run.runTo(isBounded && !isCutOff ? Infinity : DEFAULT_UNTIL);
}

/** What is planned for later than the job's end still moves the clock, and hits nothing. */
function endOf(run: Simulation, happenings: readonly Happening[]): number {
  const end = happenings.findLast((happening) => happening.kind === 'job' && happening.state === 'finished');
  return end?.at ?? run.engine.at;
}

/** Nothing would say that what was asked for did not happen. */
function neverHappened(fault: Intervention, endMicros: number): Problem {
  const message = `The run was over at ${formatDuration(Math.ceil(endMicros))}, before this fault.`;
  return { where: faultText(fault), field: 'at', message, hint: 'Move the fault, or let the run go on for longer.' };
}

function hasCrash(interventions: readonly Intervention[]): boolean {
  return interventions.some((intervention) => !isOfTheWorld(intervention));
}

/** What happened outside the job belongs to the truth; what happened to the job does not. */
function isOfTheWorld(intervention: Intervention): boolean {
  return intervention.kind === 'silence' || intervention.kind === 'inject';
}

function readShippedModel(name: string): Promise<Uint8Array | null> {
  const path = fileURLToPath(new URL(`../../../public/models/${name}.onnx`, import.meta.url));
  return Promise.resolve(existsSync(path) ? new Uint8Array(readFileSync(path)) : null);
}
