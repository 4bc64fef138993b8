/** The edge that a carried card would be inserted on if it were dropped now. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { PipelineDocument } from '../../../pipeline/document.ts';
import { canConnect } from '../../../pipeline/connect.ts';
import { connect, disconnect } from '../../../pipeline/edits/edges.ts';
import type { OperatorKind } from '../../../operators/kind.ts';
import { distanceToCurve } from '../geometry/edge-curve.ts';
import type { Scene } from '../scene.ts';

const insertTarget = createStore<{ readonly edge: string | null }>(() => ({ edge: null }));

export function useIsInsertTarget(edge: string): boolean {
  return useStore(insertTarget, (state) => state.edge === edge);
}

export function markInsertTarget(edge: string | null): void {
  if (insertTarget.getState().edge !== edge) insertTarget.setState({ edge });
}

/** How near to its middle an edge must run for a card to be meant for it, in canvas units. */
const NEAR = 26;

/** The edge nearest to a card's middle, not one of its own; `null` when the card cannot stand on one. */
export function edgeUnder(scene: Scene, card: Insertable, x: number, y: number): string | null {
  if (card.inputs.length === 0 || card.outputs.length === 0) return null;
  let best: string | null = null;
  let least = NEAR;
  for (const edge of scene.edges.values()) {
    if (edge.from === card.id || edge.to === card.id) continue;
    const distance = distanceToCurve(edge.samples, x, y);
    if (distance < least) {
      least = distance;
      best = edge.id;
    }
  }
  return best;
}

/** What is asked of a card that may be inserted. */
export interface Insertable {
  readonly id: string;
  readonly inputs: readonly { readonly id: string }[];
  readonly outputs: readonly { readonly id: string }[];
}

export interface Insertion {
  readonly input: string;
  readonly output: string;
}

/**
 * The ports through which an edge can be led, or why it cannot. Only a card that nothing is connected to yet is
 * inserted: one that has a place in the graph is merely being moved.
 */
export function insertionPorts(
  document: PipelineDocument,
  kinds: readonly OperatorKind[],
  edgeId: string,
  ends: {
    readonly from: { readonly node: string; readonly port: string };
    readonly to: { readonly node: string; readonly port: string };
  },
  card: Insertable,
): Insertion | string {
  const open = disconnect(document, [edgeId]);
  let reason = 'It has no input and output to lead this edge through.';
  for (const input of card.inputs) {
    const entering = canConnect(open, kinds, ends.from, { node: card.id, port: input.id });
    if (!entering.ok) {
      reason = entering.problem.message;
      continue;
    }
    const entered = connect(open, ends.from, { node: card.id, port: input.id });
    for (const output of card.outputs) {
      const leaving = canConnect(entered, kinds, { node: card.id, port: output.id }, ends.to);
      if (leaving.ok) return { input: input.id, output: output.id };
      reason = leaving.problem.message;
    }
  }
  return reason;
}
