/**
 * What the worker does with the page's messages: one at a time, and between them it plays. It is given its
 * surroundings (clock, port, models), so it runs under tests as it runs in the browser.
 */
import { assertNever } from '../base/assert.ts';
import { documentSchema } from '../pipeline/document.ts';
import type { ModelShelf } from './model-shelf.ts';
import { Pacer } from './pacer.ts';
import { SessionPredictions } from './predictions.ts';
import type { PageMessage, StopTarget, WorkerMessage } from './protocol.ts';
import { viewRecord } from './record-view.ts';
import { SECOND } from './recorder.ts';
import { type Interruption, Session } from './session.ts';

export interface LoopParts {
  /** Milliseconds of the real clock; only pacing and throttling look at it. */
  readonly now: () => number;
  readonly post: (message: WorkerMessage, transfer: ArrayBuffer[]) => void;
  /** Resolves after the messages that wait have been delivered. */
  readonly breathe: () => Promise<void>;
  /** Calls back after so many milliseconds of the real clock. */
  readonly after: (ms: number, call: () => void) => void;
  readonly models: ModelShelf;
}

/** Real time given to the engine between two looks at the inbox. */
const SLICE_MS = 10;
const FRAME_MS = 12;
const STATE_MS = 100;
/** How long the worker sleeps where run time is not due yet: it would only take the processor from the page. */
const REST_MS = 4;
/** How far "run to next" looks ahead before it gives up. */
const SEARCH_LIMIT = 3600 * SECOND;

export class WorkerLoop {
  private readonly parts: LoopParts;
  private readonly inbox: PageMessage[] = [];
  private wake: () => void = () => {};
  private session: Session | null = null;
  private predictions = new SessionPredictions();
  private readonly pacer: Pacer;
  private watched: readonly string[] = [];
  private lastFrame = -Infinity;
  private lastState = -Infinity;
  private historyOf = -1;

  constructor(parts: LoopParts) {
    this.parts = parts;
    this.pacer = new Pacer(parts.now);
  }

  receive(message: PageMessage): void {
    this.inbox.push(message);
    this.wake();
  }

  async run(): Promise<never> {
    for (;;) {
      const message = this.inbox.shift();
      try {
        if (message !== undefined) await this.handle(message);
        else if (this.pacer.isPlaying && this.session !== null) await this.play(this.session);
        else await this.waitForMessage();
      } catch (error) {
        this.pacer.pause();
        this.stopped('error', error instanceof Error ? error.message : String(error));
      }
    }
  }

  private async handle(message: PageMessage): Promise<void> {
    const { session } = this;
    if (message.kind === 'open') return this.open(message);
    if (message.kind === 'model') return this.parts.models.put(message.name, message.bytes);
    if (session === null) return;
    switch (message.kind) {
      case 'play':
        return this.pacer.play(session.at, message.speed);
      case 'speed':
        return this.pacer.setSpeed(session.at, message.speed);
      case 'pause':
        this.pacer.pause();
        this.stopped('paused', '');
        break;
      case 'seek':
        await this.seek(session, message.to);
        break;
      case 'step':
        this.pacer.pause();
        if (message.direction === 'forward') await session.stepForward();
        else await session.stepBack();
        break;
      case 'run-to-next':
        await this.runToNext(session, message.target);
        break;
      case 'intervene':
        await session.intervene(message.intervention, `${message.intervention.kind} ${message.intervention.target}`);
        this.tellBranches(session);
        break;
      case 'fork':
        await session.fork(message.at, documentSchema.parse(message.document), message.label);
        this.tellBranches(session);
        break;
      case 'show-branch':
        await session.show(message.branch);
        this.tellBranches(session);
        break;
      case 'watch':
        this.watched = message.nodes;
        break;
      case 'inspect-record':
        this.post({ kind: 'record', record: viewRecord(session, message) });
        break;
      default:
        assertNever(message);
    }
    await this.fillPredictions();
    this.show(session, true);
  }

  private async open(message: Extract<PageMessage, { kind: 'open' }>): Promise<void> {
    this.pacer.pause();
    this.predictions = new SessionPredictions();
    const opened = Session.open(documentSchema.parse(message.document), {
      predictions: this.predictions,
      file: (name) => message.files[name],
    });
    if (opened.kind === 'problems') {
      this.session = null;
      this.post({ kind: 'problems', problems: opened.problems });
      return;
    }
    this.session = opened.session;
    this.historyOf = -1;
    this.post({ kind: 'opened', plan: opened.session.plan, branches: opened.session.branchViews });
    // Fetched while the run is computed: a prediction that is asked for then has not to wait for it.
    for (const { operator } of opened.session.simulation.pipeline.nodes)
      if (operator.model !== null) this.parts.models.load(operator.model).catch(this.tellLater);
    await this.seek(opened.session, message.at);
    this.show(opened.session, true);
    await this.fillPredictions();
    this.show(opened.session, true);
  }

  private async play(session: Session): Promise<void> {
    const began = this.parts.now();
    const from = session.at;
    let finished = false;
    while (!finished && this.parts.now() - began < SLICE_MS) {
      const to = this.pacer.nextTarget(session.at);
      if (to <= session.at) break;
      const before = session.at;
      const started = this.parts.now();
      finished = (await session.advance(to)) === 'finished';
      this.pacer.learn(session.at - before, this.parts.now() - started);
    }
    await this.fillPredictions();
    if (finished) {
      this.pacer.pause();
      this.stopped('end', 'All sources are read to their end.');
    }
    this.show(session, finished);
    if (session.at === from && this.inbox.length === 0) await this.waitForMessage(REST_MS);
    else await this.parts.breathe();
  }

  private async seek(session: Session, to: number): Promise<void> {
    this.pacer.pause();
    await session.seek(to, this.watchOver(session, 'seek', to));
  }

  private async runToNext(session: Session, target: StopTarget): Promise<void> {
    this.pacer.pause();
    const limit = session.at + SEARCH_LIMIT;
    const ended = await session.runToNext(target, limit, this.watchOver(session, 'run', limit));
    if (ended === 'found') this.stopped('target', '');
    else if (ended === 'none') this.stopped('end', `No ${target} within the next hour of run time.`);
  }

  /** What takes long says how far it is, lets messages come in, and ends where one of them asks for something else. */
  private watchOver(session: Session, task: 'seek' | 'run', to: number): Interruption {
    let told = this.parts.now();
    return async () => {
      const now = this.parts.now();
      if (now - told <= STATE_MS) return false;
      told = now;
      this.post({ kind: 'progress', task, at: session.at, to });
      await this.parts.breathe();
      return this.inbox.some(({ kind }) => kind === 'pause' || kind === 'seek' || kind === 'open');
    };
  }

  /** Predictions are answered between slices, in batches, so nobody has to wait for one. */
  private async fillPredictions(): Promise<void> {
    if (this.predictions.waiting === 0) return;
    for (const name of this.predictions.modelsWanted()) {
      if (this.predictions.session(name) !== undefined) continue;
      const loaded = await this.parts.models.load(name);
      if (loaded.kind === 'problem') {
        this.pacer.pause();
        this.post({ kind: 'problems', problems: [loaded.problem] });
        return;
      }
      this.predictions.addModel(name, loaded.session);
    }
    await this.predictions.fill();
  }

  /** What went wrong with a model is told to whoever needs a prediction of it. */
  private readonly tellLater = (): void => {};

  private show(session: Session, isForced: boolean): void {
    const now = this.parts.now();
    if (isForced || now - this.lastFrame >= FRAME_MS) {
      this.lastFrame = now;
      const frame = session.frame(this.pacer.isPlaying, this.pacer.measuredSpeed(session.at));
      this.post(
        { kind: 'frame', frame },
        [frame.marks, frame.controls].flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : [])),
      );
    }
    if (!isForced && now - this.lastState < STATE_MS) return;
    this.lastState = now;
    for (const node of this.watched) {
      const picture = session.picture(node);
      if (picture !== null) this.post({ kind: 'state', at: session.at, node, picture });
    }
    this.tellHistory(session);
  }

  private tellHistory(session: Session): void {
    const { shown } = session;
    if (this.historyOf !== shown.id) {
      shown.recorder.rewindSent();
      this.historyOf = shown.id;
    }
    const history = shown.recorder.takePart(shown.recorder.reached);
    if (
      history.samples.length > 0 ||
      history.records.length > 0 ||
      history.checkpoints.length > 0 ||
      history.failures.length > 0
    ) {
      this.post({ kind: 'history', branch: shown.id, history });
    }
  }

  private tellBranches(session: Session): void {
    this.post({ kind: 'branches', plan: session.plan, branches: session.branchViews, shown: session.shown.id });
  }

  private stopped(why: Extract<WorkerMessage, { kind: 'stopped' }>['why'], message: string): void {
    this.post({ kind: 'stopped', at: this.session?.at ?? 0, why, message });
  }

  private post(message: WorkerMessage, transfer: ArrayBuffer[] = []): void {
    this.parts.post(message, transfer);
  }

  private async waitForMessage(most = Infinity): Promise<void> {
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      if (most < Infinity) this.parts.after(most, resolve);
    });
    this.wake = () => {};
  }
}
