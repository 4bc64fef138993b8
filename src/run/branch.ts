/** One line of a run's time: a document, the simulation of it, and what is known of its past. */
import type { Problem } from '../base/problem.ts';
import type { Engine } from '../engine/engine.ts';
import type { Happening } from '../engine/job/happenings.ts';
import type { Dictionary } from '../engine/rows/dictionary.ts';
import { RECORDS_IN } from '../engine/task/counters.ts';
import { operatorKinds } from '../operators/index.ts';
import type { PipelineDocument } from '../pipeline/document.ts';
import { validate } from '../pipeline/validate.ts';
import { chooseStartAt } from './expand.ts';
import type { EdgePlan } from './frame.ts';
import { Keyframes } from './keyframes.ts';
import { edgePlans } from './plan-view.ts';
import type { SessionPredictions } from './predictions.ts';
import { Recorder, SECOND } from './recorder.ts';
import { Simulation } from './simulation.ts';

/** Records processed between two keyframes: what a seek has to do again at most. */
const RECORDS_PER_KEYFRAME = 40_000;

export interface Branch {
  readonly id: number;
  readonly parent: Branch | null;
  readonly forkedAt: number;
  readonly label: string;
  document: PipelineDocument;
  readonly simulation: Simulation;
  readonly edges: readonly EdgePlan[];
  readonly keyframes: Keyframes;
  readonly recorder: Recorder;
}

export interface BranchOrigin {
  readonly id: number;
  readonly parent: Branch | null;
  readonly forkedAt: number;
  readonly label: string;
}

export interface BranchSurroundings {
  readonly dictionary: Dictionary;
  readonly predictions: SessionPredictions;
  readonly file: (name: string) => Uint8Array | undefined;
  readonly hear: (happening: Happening) => void;
}

export type MadeBranch =
  | { readonly kind: 'branch'; readonly branch: Branch }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** A branch that begins at 0 shares nothing with its parent; another one stands where that stands, at `forkedAt`. */
export function makeBranch(document: PipelineDocument, origin: BranchOrigin, around: BranchSurroundings): MadeBranch {
  const { plan, problems } = validate(document, operatorKinds, around.file);
  if (plan === null) return { kind: 'problems', problems };
  const { forkedAt } = origin;
  const parent = forkedAt === 0 ? null : origin.parent;
  const { settings, interventions } = document;
  const recorder = parent === null ? new Recorder() : parent.recorder.fork(forkedAt);
  const simulation = new Simulation({
    pipeline: plan,
    surroundings: { settings, startAtMs: chooseStartAt(settings, plan), file: around.file },
    dictionary: around.dictionary,
    predictions: around.predictions,
    tell: (happening) => {
      recorder.hear(happening);
      around.hear(happening);
    },
  });
  const keyframes = new Keyframes();
  const branch: Branch = {
    ...origin,
    document,
    simulation,
    edges: edgePlans(simulation.engine, plan),
    keyframes,
    recorder,
  };
  if (parent === null) recorder.sample(simulation.engine);
  else {
    simulation.load(parent.simulation.save());
    retimeSources(simulation.engine);
  }
  simulation.schedule(interventions);
  keyframes.add(forkedAt, simulation.save(), recordsOf(simulation.engine));
  return { kind: 'branch', branch };
}

/** Notes where the branch's engine stands: a sample on whole seconds, and a keyframe once enough has been done. */
export function recordBranch({ simulation, recorder, keyframes }: Branch): void {
  const { engine } = simulation;
  if (engine.at === recorder.samples.length * SECOND) recorder.sample(engine);
  if (engine.at <= recorder.reached) return;
  recorder.reached = engine.at;
  const last = keyframes.before(Infinity);
  const done = recordsOf(engine);
  if (last !== undefined && engine.at > last.at && done - last.records >= RECORDS_PER_KEYFRAME)
    keyframes.add(engine.at, simulation.save(), done);
}

/** Back to the nearest keyframe not after `at`; what was done to the run from outside lies ahead again. */
export function rewindBranch({ simulation, keyframes, document }: Branch, at: number): void {
  const frame = keyframes.before(at);
  if (frame === undefined) return;
  simulation.load(frame.snapshot);
  simulation.schedule(document.interventions);
}

/** A snapshot brings its sources' timing along; a branch's own document says another from here on. */
function retimeSources({ job }: Engine): void {
  job.graph.nodes.forEach(({ behaviour }, n) => {
    if (behaviour.role !== 'source') return;
    for (const { task } of job.hosts[n]) task.source?.retime(behaviour.outOfOrdernessMs, behaviour.idlenessMs);
  });
}

function recordsOf(engine: Engine): number {
  let sum = 0;
  for (const hosts of engine.job.hosts) for (const host of hosts) sum += host.counters[RECORDS_IN];
  return sum;
}
