/** What the page needs to draw the instant at which an engine stands. */
import { BARRIER, type Channel, DATA, WATERMARK } from '../engine/channel.ts';
import type { Engine } from '../engine/engine.ts';
import type { PlannedChannel } from '../engine/plan-job.ts';
import { DROPPED, FIRINGS, LATE } from '../engine/task/counters.ts';
import type { Host } from '../engine/task/host.ts';
import type { EdgeFrame, Frame, NodeFrame } from './protocol.ts';
import { type Recorder, SAMPLE_COLUMNS, SECOND, sampleOf } from './recorder.ts';

const MARKS_PER_EDGE = 120;
const MARKS_IN_ALL = 2000;

export interface EdgePlan {
  readonly id: string;
  readonly channels: readonly PlannedChannel[];
}

export interface FrameSetting {
  readonly branch: number;
  readonly playing: boolean;
  readonly speed: number;
}

export function makeFrame(
  engine: Engine,
  recorder: Recorder,
  edges: readonly EdgePlan[],
  setting: FrameSetting,
): Frame {
  const now = sampleOf(engine);
  const lately = ratesSince(recorder, 1, engine.at, now);
  const inTheMinute = ratesSince(recorder, 60, engine.at, now);
  // A source that speaks every ten seconds has no rate of one second; what fires in bursts has one all the same.
  const perSecond = (column: number): number => {
    const slow = isSource(engine, column) ? inTheMinute(column) : Infinity;
    return slow < SLOW ? slow : lately(column);
  };
  const marks: number[] = [];
  const controls: number[] = [];
  const edgeFrames = edges.map((edge, index) => edgeFrame(engine, edge, index, marks, controls));
  const { jobManager, job } = engine;
  return {
    at: engine.at,
    ...setting,
    nodes: job.hosts.map((hosts, n) => ({
      ...nodeFrame(engine, hosts, n, now, perSecond),
      fanOut: fanOutOf(engine, n, inTheMinute),
    })),
    edges: edgeFrames.map((frame, index) => ({
      ...frame,
      perSecond: perSecond(senderOf(edges[index], engine) * SAMPLE_COLUMNS + 1),
    })),
    marks: Float32Array.from(marks),
    controls: Float32Array.from(controls),
    checkpoint: {
      inFlight: jobManager.pending?.id ?? null,
      completed: jobManager.completedCount,
      failed: jobManager.failedCount,
    },
    taskManagers: job.taskManagers.map(({ id, isAlive }) => ({ id, alive: isAlive })),
    job: jobManager.state,
  };
}

/** Records a second below which a source's rate is that of its last minute. */
const SLOW = 5;

/** Of each column, its growth per second over the last `seconds` and what has passed of the present one. */
function ratesSince(recorder: Recorder, seconds: number, at: number, now: Float64Array): (column: number) => number {
  const before = recorder.sampleBefore(at, seconds);
  if (before === null) return () => 0;
  const passed = Math.max(1e-3, at / SECOND - before.second);
  return (column) => Math.max(0, (now[column] - before.values[column]) / passed);
}

/** What a record of the first input comes to, those that came too late apart; 0 where nothing comes in or goes out. */
function fanOutOf({ job }: Engine, n: number, inTheMinute: (column: number) => number): number {
  const [first] = job.graph.nodes[n].inputs;
  if (first === undefined) return 0;
  const taken = inTheMinute(first.from * SAMPLE_COLUMNS + 1) - inTheMinute(n * SAMPLE_COLUMNS + 5);
  return taken <= 0 ? 0 : inTheMinute(n * SAMPLE_COLUMNS + 1) / taken;
}

function isSource({ job }: Engine, column: number): boolean {
  return job.graph.nodes[Math.floor(column / SAMPLE_COLUMNS)].behaviour.role === 'source';
}

function senderOf(edge: EdgePlan, engine: Engine): number {
  return edge.channels[0]?.fromNode ?? engine.job.graph.nodes.length - 1;
}

function nodeFrame(
  engine: Engine,
  hosts: readonly Host[],
  n: number,
  now: Float64Array,
  perSecond: (column: number) => number,
): Omit<NodeFrame, 'fanOut'> {
  const at = n * SAMPLE_COLUMNS;
  const sum = (counter: number) => hosts.reduce((total, host) => total + host.counters[counter], 0);
  const share = (column: number) => Math.min(1, perSecond(column) / SECOND / hosts.length);
  return {
    recordsIn: now[at],
    recordsOut: now[at + 1],
    inPerSecond: perSecond(at),
    outPerSecond: perSecond(at + 1),
    late: sum(LATE),
    dropped: sum(DROPPED),
    held: hosts.reduce((total, host) => total + host.state.held(), 0),
    firings: sum(FIRINGS),
    watermark: now[at + 4],
    busy: share(at + 2),
    backPressured: share(at + 3),
    queued: engine.job.graph.nodes[n].inputs.map((_, port) => queuedAt(engine, n, port)),
    splits: splitsOf(engine, hosts),
    dead: hosts.filter((host) => host.task.isDead).map((host) => host.subtask),
  };
}

/** Elements that have arrived and wait to be taken. */
function queuedAt(engine: Engine, node: number, port: number): number {
  let queued = 0;
  for (const { channel, toNode, toPort } of engine.job.channels) {
    if (toNode !== node || toPort !== port) continue;
    for (let i = channel.head; i < channel.tail && channel.arrivalOf(i) < engine.at; i++) queued++;
  }
  return queued;
}

function splitsOf(engine: Engine, hosts: readonly Host[]): NodeFrame['splits'] {
  const found: {
    readonly partition: number;
    readonly watermark: number;
    readonly idle: boolean;
    readonly quietMs: number;
  }[] = [];
  for (const host of hosts) {
    host.task.source?.splits.forEach((split, i) => {
      const { watermark, isIdle } = host.task.source?.splitWatermark(i) ?? { watermark: -Infinity, isIdle: false };
      found.push({
        partition: split.partition,
        watermark,
        idle: isIdle,
        quietMs: Math.max(0, (engine.at - split.lastArrival) / 1000),
      });
    });
  }
  return found.sort((a, b) => a.partition - b.partition);
}

function edgeFrame(
  engine: Engine,
  edge: EdgePlan,
  index: number,
  marks: number[],
  controls: number[],
): Omit<EdgeFrame, 'perSecond'> {
  let inFlight = 0;
  let shown = 0;
  edge.channels.forEach(({ channel }, c) => {
    for (let place = channel.head; place < channel.tail; place++) {
      const progress = progressOf(channel, place, engine.at);
      if (progress < 0) continue;
      const kind = channel.kindOf(place);
      if (kind !== DATA) {
        if (kind === WATERMARK) controls.push(index, progress, 1, 0);
        else if (kind === BARRIER) controls.push(index, progress, 2, channel.timestampOf(place));
        continue;
      }
      inFlight++;
      if (shown >= MARKS_PER_EDGE || marks.length >= MARKS_IN_ALL * 4) continue;
      shown++;
      marks.push(index, progress, c, channel.rowOf(place));
    }
  });
  return { inFlight, shown };
}

/** 0 when it leaves, 1 when it waits at the other end; negative before it has left. */
function progressOf(channel: Channel, place: number, at: number): number {
  const left = channel.arrivalOf(place) - channel.latencyMicros;
  return Math.min(1, (at - left) / channel.latencyMicros);
}
