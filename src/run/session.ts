/**
 * A document being run and looked at: branches, each with its own simulation, keyframes and history; a playhead;
 * and the ways to move it. Seeking loads the nearest keyframe before the instant and runs from there; stepping
 * back is seeking. It knows nothing of threads or clocks.
 */
import type { Problem } from '../base/problem.ts';
import type { Engine } from '../engine/engine.ts';
import type { Happening } from '../engine/job/happenings.ts';
import { Dictionary } from '../engine/rows/dictionary.ts';
import type { Intervention, PipelineDocument } from '../pipeline/document.ts';
import { type Branch, type BranchOrigin, type MadeBranch, makeBranch, recordBranch, rewindBranch } from './branch.ts';
import { type EdgePlan, makeFrame } from './frame.ts';
import { planView } from './plan-view.ts';
import type { SessionPredictions } from './predictions.ts';
import type { BranchView, Frame, PlanView, StatePicture, StopTarget } from './protocol.ts';
import { SECOND } from './recorder.ts';
import type { Simulation } from './simulation.ts';
import { pictureState } from './state-picture.ts';

export type OpenedSession =
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

export interface SessionParts {
  readonly predictions: SessionPredictions;
  readonly file: (name: string) => Uint8Array | undefined;
}

export class Session {
  readonly branches: Branch[] = [];
  /** The branch whose story is told; before it left its parent, that is its parent's. */
  shown: Branch;
  /** The branch that holds the playhead. */
  private current: Branch;
  private readonly parts: SessionParts;
  private readonly dictionary = new Dictionary();
  private listener: (happening: Happening) => void = () => {};

  private constructor(parts: SessionParts, document: PipelineDocument) {
    this.parts = parts;
    const made = this.addBranch(document, { parent: null, forkedAt: 0, label: 'Run' });
    if (made.kind === 'problems') throw new SessionProblems(made.problems);
    this.shown = made.branch;
    this.current = made.branch;
  }

  static open(document: PipelineDocument, parts: SessionParts): OpenedSession {
    try {
      return { kind: 'session', session: new Session(parts, document) };
    } catch (error) {
      if (error instanceof SessionProblems) return { kind: 'problems', problems: error.problems };
      throw error;
    }
  }

  /** Where the playhead stands: everything before this instant has happened. */
  get at(): number {
    return this.current.simulation.engine.at;
  }

  get engine(): Engine {
    return this.current.simulation.engine;
  }

  get edges(): readonly EdgePlan[] {
    return this.current.edges;
  }

  get simulation(): Simulation {
    return this.current.simulation;
  }

  get plan(): PlanView {
    const { simulation, document } = this.shown;
    return planView(simulation.engine, simulation.pipeline, document.settings.profile);
  }

  get branchViews(): readonly BranchView[] {
    return this.branches.map(({ id, parent, forkedAt, label, recorder }) => ({
      id,
      parent: parent?.id ?? null,
      forkedAt,
      label,
      reached: recorder.reached,
    }));
  }

  frame(playing: boolean, speed: number): Frame {
    const { simulation, recorder, edges } = this.current;
    return makeFrame(simulation.engine, recorder, edges, { branch: this.shown.id, playing, speed });
  }

  picture(node: string): StatePicture | null {
    const { simulation } = this.current;
    const index = simulation.engine.job.graph.nodes.findIndex((candidate) => candidate.id === node);
    return index < 0 ? null : pictureState(simulation, index);
  }

  /** Plays on to `until`, recording what is new; returns earlier only at the end of the job, or when interrupted. */
  async advance(until: number, isInterrupted: Interruption = never): Promise<'reached' | 'finished'> {
    for (;;) {
      const branch = this.current;
      const { engine } = branch.simulation;
      if (engine.at >= until || (await isInterrupted())) return 'reached';
      // Where the shown branch leaves the one that holds the playhead, the playhead changes over.
      const leaves = this.leavesAt(branch);
      const next = Math.min(until, (Math.floor(engine.at / SECOND) + 1) * SECOND, leaves);
      const stop = await branch.simulation.runTo(next);
      recordBranch(branch);
      if (engine.at === leaves) this.enterBranchAfter(branch);
      if (stop === 'finished') return 'finished';
    }
  }

  async seek(to: number, isInterrupted: Interruption = never): Promise<void> {
    const branch = this.branchAt(to);
    const { engine } = branch.simulation;
    const frame = branch.keyframes.before(to);
    const isBehind = engine.at > to || (frame !== undefined && frame.at > engine.at);
    if (isBehind && frame !== undefined) rewindBranch(branch, frame.at);
    this.current = branch;
    await this.advance(to, isInterrupted);
  }

  /** One more event of the job, or of what is done to it. */
  async stepForward(): Promise<'reached' | 'finished'> {
    const next = this.engine.nextEvent();
    return next === Infinity ? 'finished' : await this.advance(next + 1);
  }

  /** Back to the instant of the last event before the playhead, which then has not happened yet. */
  async stepBack(): Promise<void> {
    const at = this.at;
    for (let reach = 1000; at > 0; reach *= 8) {
      await this.seek(Math.max(0, at - reach));
      let last = -1;
      while (this.engine.nextEvent() < at) {
        last = this.engine.nextEvent();
        await this.advance(Math.min(last + 1, at));
      }
      if (last >= 0) return this.seek(last);
      if (reach >= at) return this.seek(0);
    }
  }

  /** Runs on until something of the kind happens, `limit` at most. */
  async runToNext(
    target: StopTarget,
    limit: number,
    isInterrupted: Interruption = never,
  ): Promise<'found' | 'none' | 'interrupted'> {
    const from = this.at;
    let found = Infinity;
    this.listener = (happening) => {
      if (matches(target, happening) && happening.at >= from && happening.at < found) found = happening.at;
    };
    let wasInterrupted = false;
    for (let to = from; to < limit && found === Infinity && !wasInterrupted; ) {
      to = Math.min(limit, to + SECOND / 4);
      if ((await this.advance(to)) === 'finished') break;
      wasInterrupted = await isInterrupted();
    }
    this.listener = () => {};
    if (found === Infinity) return wasInterrupted ? 'interrupted' : 'none';
    await this.seek(found + 1);
    return 'found';
  }

  /** Done in this branch if nothing of it is known beyond that instant yet, else in a new one. */
  async intervene(intervention: Intervention, label: string): Promise<Branch | null> {
    const { shown } = this;
    const document = { ...shown.document, interventions: [...shown.document.interventions, intervention] };
    if (intervention.at < shown.recorder.reached) return await this.fork(intervention.at, document, label);
    shown.document = document;
    shown.simulation.schedule([intervention]);
    return null;
  }

  /** A branch that is the shown one up to `at` and goes on with another document. Null if the document has problems. */
  async fork(at: number, document: PipelineDocument, label: string): Promise<Branch | null> {
    await this.seek(at);
    const parent = this.current;
    const made = this.addBranch(document, { parent, forkedAt: at, label });
    if (made.kind === 'problems') return null;
    const { branch } = made;
    this.shown = branch;
    this.current = branch;
    return branch;
  }

  async show(id: number): Promise<void> {
    const branch = this.branches.find((candidate) => candidate.id === id);
    if (branch === undefined) return;
    const { at } = this;
    this.shown = branch;
    await this.seek(at);
  }

  private branchAt(at: number): Branch {
    let branch = this.shown;
    while (branch.parent !== null && at < branch.forkedAt) branch = branch.parent;
    return branch;
  }

  private leavesAt(branch: Branch): number {
    for (let child = this.shown; child.parent !== null; child = child.parent)
      if (child.parent === branch) return child.forkedAt;
    return Infinity;
  }

  private enterBranchAfter(branch: Branch): void {
    for (let child = this.shown; child.parent !== null; child = child.parent) {
      if (child.parent !== branch) continue;
      rewindBranch(child, child.forkedAt);
      this.current = child;
    }
  }

  private addBranch(document: PipelineDocument, origin: Omit<BranchOrigin, 'id'>): MadeBranch {
    const { dictionary, parts } = this;
    const hear = (happening: Happening) => this.listener(happening);
    const made = makeBranch(document, { id: this.branches.length, ...origin }, { ...parts, dictionary, hear });
    if (made.kind === 'branch') this.branches.push(made.branch);
    return made;
  }
}

/** Asked now and then by what may take long: whether it shall end where it is. */
export type Interruption = () => boolean | Promise<boolean>;

function never(): boolean {
  return false;
}

class SessionProblems extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('the document has problems');
    this.problems = problems;
  }
}

function matches(target: StopTarget, happening: Happening): boolean {
  switch (target) {
    case 'watermark':
      return happening.kind === 'watermark';
    case 'firing':
      return happening.kind === 'firing';
    case 'checkpoint':
      return happening.kind === 'checkpoint-completed';
    case 'failure':
      return happening.kind === 'failure';
    case 'late':
      return happening.kind === 'late';
  }
}
