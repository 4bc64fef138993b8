/**
 * A document that has been understood: every configuration parsed, every schema known, every edge with the
 * partitioner it gets. The run room expands this into subtasks and channels; nothing here knows of either.
 */
import type { Schema } from '../engine/schema.ts';
import type { BoundOperator, Partitioning } from '../operators/kind.ts';

/** Arrays are in the document's order, ports in the order of their kind; numbers are indices into these arrays. */
export interface BoundPipeline {
  readonly nodes: readonly BoundNode[];
  readonly edges: readonly BoundEdge[];
  /** Indices of the nodes, every node after all that feed it. */
  readonly order: readonly number[];
}

export interface BoundNode {
  readonly id: string;
  readonly kind: string;
  /** The node's own title, or its kind's. */
  readonly title: string;
  readonly operator: BoundOperator;
  readonly parallelism: number;
  /** One for each input port of the kind; only an optional port can be without an edge. */
  readonly inputs: readonly BoundInput[];
  readonly outputs: readonly BoundOutput[];
  readonly position: { readonly x: number; readonly y: number };
}

export interface BoundInput {
  readonly port: string;
  /** Index of the edge that ends here; `null` for an optional port that is not connected. */
  readonly edgeIndex: number | null;
  /** Empty when nothing is connected. */
  readonly schema: Schema;
  readonly partitioning: Partitioning;
  /** Field by which the input is keyed; `null` unless the partitioning is `hash`. */
  readonly key: string | null;
}

export interface BoundOutput {
  readonly port: string;
  readonly schema: Schema;
}

export interface BoundEdge {
  /** See `edgeId`. */
  readonly id: string;
  /** Index of the node it leaves, and of the output port there. */
  readonly from: number;
  readonly fromPort: number;
  /** Index of the node it enters, and of the input port there. */
  readonly to: number;
  readonly toPort: number;
  readonly partitioning: Partitioning;
  readonly key: string | null;
}
