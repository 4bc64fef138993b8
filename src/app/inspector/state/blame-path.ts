/**
 * Who holds a node's watermark: it is the least of its inputs', so the way up through the least of each leads to the
 * source whose splits have the last word.
 */
import type { Frame, PlanView } from '../../../run/protocol.ts';

/** From the node asked about up to a source, both included. */
export function blamePath(plan: PlanView, frame: Frame, node: string): readonly string[] {
  const path = [node];
  for (let at = node; path.length <= plan.nodes.length; ) {
    const before = plan.edges.filter((edge) => edge.to === at).map((edge) => edge.from);
    const [least] = before.toSorted((a, b) => watermarkOf(plan, frame, a) - watermarkOf(plan, frame, b));
    if (least === undefined) break;
    path.push(least);
    at = least;
  }
  return path;
}

function watermarkOf(plan: PlanView, frame: Frame, node: string): number {
  const index = plan.nodes.findIndex(({ id }) => id === node);
  const splits = frame.nodes[index]?.splits ?? [];
  // A source all of whose splits are idle is idle itself and holds nobody.
  if (splits.length > 0 && splits.every(({ idle }) => idle)) return Number.POSITIVE_INFINITY;
  return frame.nodes[index]?.watermark ?? Number.POSITIVE_INFINITY;
}
