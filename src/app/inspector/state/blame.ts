/**
 * Who holds a node's watermark: its watermark is the least of its inputs', so the way up through the least of each
 * leads to the source, and there to the split, that has the last word.
 */
import type { Frame, PlanView } from '../../../run/protocol.ts';

export interface Blame {
  /** From the node asked about up to a source, both included. */
  readonly path: readonly string[];
  readonly splits: readonly BlamedSplit[];
  /** Index in `splits` of the one that is the minimum; −1 while none counts. */
  readonly holder: number;
}

export interface BlamedSplit {
  readonly source: string;
  readonly name: string;
  /** Epoch ms. */
  readonly watermark: number;
  readonly quietMs: number;
  readonly isIdle: boolean;
}

export function findBlame(plan: PlanView, frame: Frame, node: string): Blame {
  const path = [node];
  for (let at = node; path.length <= plan.nodes.length; ) {
    const below = plan.edges.filter((edge) => edge.to === at).map((edge) => edge.from);
    const [least] = [...below].sort((a, b) => watermarkOf(plan, frame, a) - watermarkOf(plan, frame, b));
    if (least === undefined) break;
    path.push(least);
    at = least;
  }
  const source = path.at(-1) ?? node;
  const index = plan.nodes.findIndex(({ id }) => id === source);
  const names = plan.nodes[index]?.splits ?? [];
  const splits = (frame.nodes[index]?.splits ?? []).map(({ watermark, idle, quietMs }, split) => ({
    source,
    name: names[split] ?? `p${split}`,
    watermark,
    quietMs,
    isIdle: idle,
  }));
  return { path, splits, holder: leastOf(splits) };
}

/** An idle split does not count (StatusWatermarkValve): the minimum is over the others. */
function leastOf(splits: readonly BlamedSplit[]): number {
  let least = -1;
  for (const [index, split] of splits.entries()) {
    const best = splits[least];
    if (!split.isIdle && (best === undefined || split.watermark < best.watermark)) least = index;
  }
  return least;
}

function watermarkOf(plan: PlanView, frame: Frame, node: string): number {
  const index = plan.nodes.findIndex(({ id }) => id === node);
  const splits = frame.nodes[index]?.splits ?? [];
  // A source all of whose splits are idle is idle itself and holds nobody.
  if (splits.length > 0 && splits.every(({ idle }) => idle)) return Number.POSITIVE_INFINITY;
  return frame.nodes[index]?.watermark ?? Number.POSITIVE_INFINITY;
}
