/**
 * A stand-in for the worker that tells histories as well as frames, for the time panel's tests and for looking at
 * it. Its numbers are sketched by simple rules (bound 10 s, a window a minute); it computes no pipeline.
 */
import type { Intervention, PipelineDocument } from '../../pipeline/document.ts';
import type { BranchView, Frame, HistoryPart, PageMessage, PlanView, WorkerMessage } from '../../run/protocol.ts';
import type { RunPort } from '../../run/worker-client.ts';
import { fixtureFrame, fixturePlan } from '../fixtures/fixture-run.ts';

const SECOND = 1_000_000;
const BOUND_MS = 10_001;
const DOWN_SECONDS = 6;

export interface Sketch {
  readonly startAtMs: number;
  readonly interventions: readonly Intervention[];
  /** 0 = none. */
  readonly idlenessMs: number;
}

/** What a source's partition waits for: the last event time that the slowest one has told. */
export function sketchWatermark(sketch: Sketch, second: number): number {
  const now = sketch.startAtMs + second * 1000;
  let watermark = Math.floor((now - BOUND_MS) / 200) * 200 - 1;
  for (const each of sketch.interventions) {
    const at = each.at / SECOND;
    if (each.kind === 'kill' && second >= at && second < at + DOWN_SECONDS) return -Infinity;
    if (each.kind !== 'silence' || second < at) continue;
    const ends = each.duration === undefined ? Infinity : at + each.duration / SECOND;
    const injected = sketch.interventions.find(
      (other) => other.kind === 'inject' && other.at >= each.at && other.at / SECOND <= second,
    );
    const heard = injected === undefined ? at : injected.at / SECOND;
    const isIdle = sketch.idlenessMs > 0 && second - heard > sketch.idlenessMs / 1000;
    if (second < ends && !isIdle) watermark = Math.min(watermark, sketch.startAtMs + heard * 1000 - BOUND_MS);
  }
  return second < 1 ? -Infinity : watermark;
}

/** Sixty zones for each minute that the watermark has passed since the second before. */
export function sketchFirings(sketch: Sketch, second: number): number {
  const ended = (watermark: number) =>
    Number.isFinite(watermark) ? Math.floor((watermark + 1 - sketch.startAtMs) / 60_000) : 0;
  return (
    Math.max(0, ended(sketchWatermark(sketch, second)) - Math.max(0, ended(sketchWatermark(sketch, second - 1)))) * 60
  );
}

export function sketchHistory(sketch: Sketch, plan: PlanView, from: number, to: number): HistoryPart {
  const samples: number[] = [];
  const records: number[] = [];
  for (let second = Math.ceil(from / SECOND); second * SECOND <= to; second++) {
    const watermark = sketchWatermark(sketch, second);
    const isDown = watermark === -Infinity;
    samples.push(
      second,
      ...plan.nodes.flatMap(({ id }) => [
        isDown ? 0 : id === 'speed' ? sketchFirings(sketch, second) : 200,
        watermark,
        isDown ? 0 : 200,
      ]),
    );
    if (!isDown) records.push(...sketchRecords(sketch, second, watermark));
  }
  return {
    from,
    to,
    samples: Float64Array.from(samples),
    columns: 1 + plan.nodes.length * 3,
    records: Float64Array.from(records),
    checkpoints: sketchCheckpoints(sketch, from, to),
    failures: sketchFailures(sketch, from, to),
    firings: new Float64Array(0),
  };
}

function sketchRecords(sketch: Sketch, second: number, watermark: number): readonly number[] {
  const rows: number[] = [];
  const clock = (micros: number) => sketch.startAtMs + micros / 1000;
  for (let i = 0; i < 2; i++) {
    const at = second * SECOND - SECOND + Math.round((i + scatter(second * 4 + i)) * 500_000);
    rows.push(at, clock(at) - Math.min(9000, -Math.log(1 - scatter(second * 4 + i + 2)) * 2200), 0);
  }
  if (scatter(second + 99_991) < 0.02) {
    const at = second * SECOND - 100;
    const event = clock(at) - 60_000 - scatter(second) * 60_000;
    rows.push(at, event, event < watermark ? 1 : 0);
  }
  return rows;
}

function sketchCheckpoints(sketch: Sketch, from: number, to: number): HistoryPart['checkpoints'] {
  const spans: HistoryPart['checkpoints'][number][] = [];
  for (let id = 1; ; id++) {
    const triggeredAt = id * 30 * SECOND - 60_000;
    const endedAt = triggeredAt + Math.round((4.6 + ((id * 7) % 5) * 0.6) * SECOND);
    if (endedAt > to) return spans;
    const isHit = sketch.interventions.some(
      (each) => each.kind === 'kill' && each.at >= triggeredAt && each.at < endedAt,
    );
    if (endedAt > from) spans.push({ id, triggeredAt, endedAt, outcome: isHit ? 'aborted' : 'completed' });
  }
}

function sketchFailures(sketch: Sketch, from: number, to: number): HistoryPart['failures'] {
  return sketch.interventions.flatMap((each) => {
    const restartedAt = each.at + DOWN_SECONDS * SECOND;
    if (each.kind !== 'kill' || restartedAt <= from || each.at > to) return [];
    return [
      {
        at: each.at,
        what: `${each.target} lost`,
        restoredFrom: Math.floor(each.at / SECOND / 30),
        restartedAt: restartedAt > to ? null : restartedAt,
        replayed: 1240,
      },
    ];
  });
}

function scatter(n: number): number {
  const x = Math.imul(n ^ (n >>> 15), 0x2c1b3c6d) ^ Math.imul(n + 0x9e3779b9, 0x297a2d39);
  return ((x ^ (x >>> 13)) >>> 0) / 4294967296;
}

interface SketchedBranch {
  readonly view: BranchView;
  readonly sketch: Sketch;
  reached: number;
}

/** Answers as the worker does, as fast as it is asked to. */
export function createTimeFixturePort(): RunPort {
  let tell: (event: { readonly data: WorkerMessage }) => void = () => {};
  let plan: PlanView | null = null;
  let branches: SketchedBranch[] = [];
  let shown = 0;
  let at = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const say = (data: WorkerMessage): void => tell({ data });

  function reach(to: number): void {
    const branch = branches[shown];
    if (plan === null || branch === undefined) return;
    at = Math.max(0, to);
    if (at <= branch.reached) return;
    say({ kind: 'history', branch: shown, history: sketchHistory(branch.sketch, plan, branch.reached, at) });
    branch.reached = at;
  }

  function show(): void {
    const branch = branches[shown];
    if (plan !== null && branch !== undefined)
      say({ kind: 'frame', frame: frameOf(plan, branch.sketch, at, shown, timer !== undefined) });
  }

  function tellBranches(): void {
    say({ kind: 'branches', branches: branches.map(({ view, reached }) => ({ ...view, reached })), shown });
  }

  function fork(from: number, sketch: Sketch, label: string): void {
    branches.push({
      view: { id: branches.length, parent: shown, forkedAt: from, label, reached: from },
      sketch,
      reached: from,
    });
    shown = branches.length - 1;
    tellBranches();
    reach(Math.max(at, from));
  }

  function take(message: PageMessage): void {
    const sketch = branches[shown]?.sketch;
    if (message.kind === 'open') {
      plan = fixturePlan(message.document);
      branches = [
        {
          view: { id: 0, parent: null, forkedAt: 0, label: 'first run', reached: 0 },
          sketch: sketchOf(message.document),
          reached: 0,
        },
      ];
      shown = 0;
      at = 0;
      say({ kind: 'opened', plan, branches: branches.map(({ view }) => view) });
      reach(message.at);
    } else if (message.kind === 'play') {
      clearInterval(timer);
      timer = setInterval(() => {
        reach(at + Math.round(16_667 * Math.min(message.speed, 60)));
        show();
      }, 16);
    } else if (message.kind === 'pause') clearInterval(timer);
    else if (message.kind === 'seek') reach(message.to);
    else if (message.kind === 'step') at = Math.max(0, at + (message.direction === 'back' ? -5000 : 5000));
    else if (message.kind === 'fork') fork(message.at, sketchOf(message.document), message.label);
    else if (message.kind === 'intervene' && sketch !== undefined)
      fork(
        message.intervention.at,
        { ...sketch, interventions: [...sketch.interventions, message.intervention] },
        `${message.intervention.kind} ${message.intervention.target}`,
      );
    else if (message.kind === 'show-branch') {
      shown = message.branch;
      tellBranches();
      reach(at);
    }
    if (message.kind === 'pause' || message.kind === 'seek') timer = undefined;
    show();
  }

  return {
    postMessage: (message) => {
      setTimeout(() => take(message), 0);
    },
    addEventListener(
      kind: 'message' | 'error',
      listener: (event: { readonly data: WorkerMessage } & { readonly message?: string }) => void,
    ) {
      if (kind === 'message') tell = listener;
    },
    terminate: () => clearInterval(timer),
  };
}

function sketchOf(document: PipelineDocument): Sketch {
  const idleness = document.nodes.find(({ id }) => id === 'shipments')?.config.idleness;
  return {
    startAtMs: fixturePlan(document).startAtMs,
    interventions: document.interventions,
    idlenessMs: typeof idleness === 'number' ? idleness : 0,
  };
}

function frameOf(plan: PlanView, sketch: Sketch, at: number, branch: number, playing: boolean): Frame {
  const drawn = fixtureFrame(plan, at, playing);
  const second = at / SECOND;
  const watermark = sketchWatermark(sketch, second);
  const nodes = drawn.nodes.map((node, i) => {
    const id = plan.nodes[i]?.id;
    return {
      ...node,
      watermark: id === 'weather' || id === 'drivers' ? node.watermark : watermark,
      outPerSecond: id === 'speed' ? sketchFirings(sketch, Math.floor(second)) : node.outPerSecond,
    };
  });
  const completed = sketchCheckpoints(sketch, 0, at).length;
  const inFlight = at >= (completed + 1) * 30 * SECOND - 60_000 ? completed + 1 : null;
  const isDown = watermark === -Infinity && second > 2;
  return {
    ...drawn,
    branch,
    nodes,
    checkpoint: { inFlight, completed, failed: 0 },
    job: isDown ? 'restarting' : 'running',
  };
}
