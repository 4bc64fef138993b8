/** Which partitioner an edge gets: the one it demands, else the input port's, bent to the parallelism of both ends. */
import type { Problem } from '../base/problem.ts';
import type { Partitioning } from '../operators/kind.ts';

export interface EdgeEnds {
  /** Id of the edge, for the problem. */
  readonly edge: string;
  /** What the document says; `undefined` when it leaves the choice to the port. */
  readonly demanded: Partitioning | undefined;
  readonly port: { readonly title: string; readonly partitioning: Partitioning };
  readonly fromParallelism: number;
  readonly toParallelism: number;
}

/**
 * Flink's rule (StreamGraph#addEdge): an edge without a partitioner is FORWARD between equal parallelisms and
 * REBALANCE between unequal ones; a FORWARD that was asked for between unequal ones is refused. Keyed and
 * broadcast state exist only behind `keyBy` and `broadcast`, so a port made for them takes no other.
 */
export function choosePartitioning(ends: EdgeEnds): {
  readonly partitioning: Partitioning;
  readonly problem: Problem | null;
} {
  const { demanded, port } = ends;
  if (demanded === undefined || demanded === port.partitioning) {
    if (port.partitioning !== 'forward' || ends.fromParallelism === ends.toParallelism)
      return { partitioning: port.partitioning, problem: null };
    if (demanded === undefined) return { partitioning: 'rebalance', problem: null };
  }
  return { partitioning: demanded, problem: refusal(ends, demanded) };
}

function refusal({ edge, port, fromParallelism, toParallelism }: EdgeEnds, demanded: Partitioning): Problem | null {
  if (demanded !== port.partitioning && (port.partitioning === 'hash' || port.partitioning === 'broadcast')) {
    const why = port.partitioning === 'hash' ? 'keeps state by key' : 'keeps the same state in every subtask';
    return {
      where: edge,
      field: 'partitioning',
      message: `“${port.title}” ${why}, so records must reach it by ${port.partitioning}, not by ${demanded}.`,
      hint: `Remove the partitioning of this edge, or set it to ${port.partitioning}.`,
    };
  }
  if (demanded === 'hash' && port.partitioning !== 'hash') {
    return {
      where: edge,
      field: 'partitioning',
      message: `“${port.title}” has no key, so its records cannot be spread by hash.`,
      hint: 'Choose rebalance, or connect a port that is keyed.',
    };
  }
  if (demanded === 'forward' && fromParallelism !== toParallelism) {
    return {
      where: edge,
      field: 'partitioning',
      message: `Forward needs the same parallelism at both ends, but it goes from ${fromParallelism} to ${toParallelism}.`,
      hint: 'Give both nodes the same parallelism, or choose rebalance.',
    };
  }
  return null;
}
