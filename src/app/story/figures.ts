/** Reads a story's figures from the run. What cannot be known yet is `null`, never a guess. */
import { z } from 'zod';
import type { Counter, Figure } from '../../scenarios/story.ts';
import type { NodeFrame } from '../../run/protocol.ts';
import { indexAt } from '../time-panel/history/marks.ts';
import { emptyExtent, extentOf } from '../time-panel/history/series.ts';
import type { Figures } from './fill-text.ts';
import type { Stagehand } from './stagehand.ts';

const SECOND = 1_000_000;

/** The part of a Kafka sink's picture (`StatePicture.world`) that says what each reader of its topic sees. */
const readersSchema = z.object({
  readers: z.record(
    z.enum(['read_committed', 'read_uncommitted']),
    z.object({ duplicated: z.number(), lost: z.number() }),
  ),
});

/** The run as it stood when the answer was given. */
export interface Baseline {
  readonly at: number;
  readonly nodes: Readonly<Record<string, NodeFrame>>;
}

export function takeBaseline(stage: Stagehand): Baseline {
  const frame = stage.frame();
  const nodes = (stage.plan()?.nodes ?? []).flatMap(({ id }, i) => {
    const node = frame?.nodes[i];
    return node === undefined ? [] : [[id, node] as const];
  });
  return { at: frame?.at ?? 0, nodes: Object.fromEntries(nodes) };
}

export function readFigures(figures: Readonly<Record<string, Figure>>, stage: Stagehand, baseline: Baseline): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, readFigure(figure, stage, baseline)]),
  );
}

export function readFigure(figure: Figure, stage: Stagehand, baseline: Baseline): number | null {
  switch (figure.kind) {
    case 'counter': {
      const now = countOf(nodeFrame(stage, figure.node), figure.counter);
      const before = figure.since === 'start' ? 0 : countOf(baseline.nodes[figure.node], figure.counter);
      return now === null || before === null ? null : now - before;
    }
    case 'rate':
      return nodeFrame(stage, figure.node)?.outPerSecond ?? null;
    case 'emitted':
      return emitted(figure, stage);
    case 'late':
      return lateSince(baseline.at, figure, stage);
    case 'reader': {
      const parsed = readersSchema.safeParse(stage.picture(figure.node)?.world);
      return parsed.success ? parsed.data.readers[figure.reader][figure.measure] : null;
    }
  }
}

/** The sum of the rates of each second is the number that came in them. */
function emitted(figure: Extract<Figure, { kind: 'emitted' }>, stage: Stagehand): number | null {
  const index = stage.plan()?.nodes.findIndex(({ id }) => id === figure.node) ?? -1;
  const history = stage.history(figure.branch === 'first' ? 0 : stage.shownBranch());
  const series = history?.nodes[index]?.outPerSecond;
  if (series === undefined) return null;
  // A rate is told at the end of its second.
  const { mean, count } = extentOf(series, figure.from / SECOND + 1, figure.to / SECOND + 1, emptyExtent());
  return count === 0 ? 0 : Math.round(mean * count);
}

function lateSince(at: number, { behindMs }: Extract<Figure, { kind: 'late' }>, stage: Stagehand): number | null {
  const late = stage.history(stage.shownBranch())?.marks.late;
  const startAtMs = stage.plan()?.startAtMs;
  if (late === undefined || startAtMs === undefined) return null;
  let count = 0;
  for (let i = indexAt(late, at); i < late.length; i++) {
    const behind = startAtMs + (late.at[i] ?? 0) / 1000 - (late.event[i] ?? Number.NaN);
    if (behind >= behindMs.from && behind <= behindMs.to) count++;
  }
  return count * late.keptOneOf;
}

function countOf(frame: NodeFrame | undefined, counter: Counter): number | null {
  return frame === undefined ? null : frame[counter];
}

function nodeFrame(stage: Stagehand, node: string): NodeFrame | undefined {
  const index = stage.plan()?.nodes.findIndex(({ id }) => id === node) ?? -1;
  return stage.frame()?.nodes[index];
}
