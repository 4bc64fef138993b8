/** Drawing an edge by pointer: whether it may be, and why not. */
import type { Problem } from '../../../base/problem.ts';
import { type Connector, canConnect, connector } from '../../../pipeline/connect.ts';
import { connect } from '../../../pipeline/edits/edges.ts';
import type { PortRef } from '../../../pipeline/graph.ts';
import { documents } from '../../stores/documents.ts';
import { announce, showToast } from '../../stores/workspace-store.ts';
import type { PlacedCard } from '../scene.ts';

/** `null` where it may be. */
export function connectionProblem(from: PortRef, to: PortRef): Problem | null {
  return problemOf(canConnect(documents.getState().document, documents.kinds, from, to));
}

/** The same for many pairs on the drawing as it is now. */
export function connectionJudge(): (from: PortRef, to: PortRef) => Problem | null {
  const judge = connector(documents.getState().document, documents.kinds);
  return (from, to) => problemOf(judge(from, to));
}

function problemOf(answer: ReturnType<Connector>): Problem | null {
  return answer.ok ? null : answer.problem;
}

export function connectOrSay(
  from: PortRef,
  to: PortRef,
  pointer: { readonly x: number; readonly y: number } | null,
): boolean {
  const problem = connectionProblem(from, to);
  if (problem !== null) {
    showToast(problem.message, problem.hint, pointer);
    return false;
  }
  documents.actions.edit((document) => connect(document, from, to));
  announce(`${from.node} connected to ${to.node}.`);
  return true;
}

/** The ports of a card that an edge from (or to) this port could end at, the best first. */
export function fittingPorts(
  end: PortRef,
  isOutput: boolean,
  card: PlacedCard,
): readonly { readonly port: PortRef; readonly problem: Problem | null }[] {
  const ports = isOutput ? card.inputs : card.outputs;
  const judge = connectionJudge();
  const judged = ports.map(({ id }) => {
    const port = { node: card.id, port: id };
    return { port, problem: isOutput ? judge(end, port) : judge(port, end) };
  });
  return [...judged.filter(({ problem }) => problem === null), ...judged.filter(({ problem }) => problem !== null)];
}

/** An edge that was let go over a card rather than over one of its ports. */
export function connectToCard(
  end: PortRef,
  isOutput: boolean,
  card: PlacedCard,
  pointer: { readonly x: number; readonly y: number },
): void {
  const [best] = fittingPorts(end, isOutput, card);
  if (best === undefined) return showToast(`${card.title} has no ${isOutput ? 'input' : 'output'}.`, '', pointer);
  if (isOutput) connectOrSay(end, best.port, pointer);
  else connectOrSay(best.port, end, pointer);
}
