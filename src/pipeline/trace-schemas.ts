/** Follows the fields of records along the edges, from the sources down, and checks them at every port. */
import type { Problem } from '../base/problem.ts';
import type { Schema } from '../engine/schema.ts';
import type { BoundOperator } from '../operators/kind.ts';
import { checkKeysAgree, checkPort } from './check-port.ts';
import type { PipelineDocument, PipelineNode } from './document.ts';

export interface TracedSchemas {
  /**
   * Schemas by node id, in the order of the kind's ports; `null` = not known, because something before it is wrong
   * or not connected. What follows from another problem is not reported again.
   */
  readonly inputs: ReadonlyMap<string, readonly (Schema | null)[]>;
  readonly outputs: ReadonlyMap<string, readonly (Schema | null)[]>;
  readonly problems: readonly Problem[];
}

/** `order` holds indices of nodes, every node after all that feed it. */
export function traceSchemas(
  document: PipelineDocument,
  operators: ReadonlyMap<string, BoundOperator>,
  order: readonly number[],
): TracedSchemas {
  const inputs = new Map<string, readonly (Schema | null)[]>();
  const outputs = new Map<string, readonly (Schema | null)[]>();
  const problems: Problem[] = [];
  for (const index of order) {
    const node = document.nodes[index];
    const operator = node && operators.get(node.id);
    if (node === undefined || operator === undefined) continue;
    const arriving = operator.face.inputs.map((port) => arrivingSchema(document, operators, outputs, node, port));
    const isConnected = operator.face.inputs.map(({ id }) =>
      document.edges.some(({ to }) => to.node === node.id && to.port === id),
    );
    const leaving = leavingSchemas(node, operator, arriving, isConnected);
    inputs.set(node.id, arriving);
    outputs.set(node.id, leaving.schemas);
    problems.push(...leaving.problems);
  }
  return { inputs, outputs, problems };
}

function arrivingSchema(
  document: PipelineDocument,
  operators: ReadonlyMap<string, BoundOperator>,
  outputs: ReadonlyMap<string, readonly (Schema | null)[]>,
  node: PipelineNode,
  port: { readonly id: string; readonly optional: boolean },
): Schema | null {
  const edge = document.edges.find(({ to }) => to.node === node.id && to.port === port.id);
  if (edge === undefined) return port.optional ? [] : null;
  const from = operators.get(edge.from.node)?.face.outputs.findIndex(({ id }) => id === edge.from.port) ?? -1;
  return outputs.get(edge.from.node)?.[from] ?? null;
}

function leavingSchemas(
  node: PipelineNode,
  operator: BoundOperator,
  arriving: readonly (Schema | null)[],
  isConnected: readonly boolean[],
): { readonly schemas: readonly (Schema | null)[]; readonly problems: readonly Problem[] } {
  const unknown = operator.face.outputs.map(() => null);
  const wrong = [
    // An optional port without an edge has no records that could lack a field.
    ...arriving.flatMap((schema, port) =>
      schema === null || !isConnected[port] ? [] : checkPort(node.id, operator, port, schema),
    ),
    ...checkKeysAgree(node.id, operator, arriving),
  ];
  const known = arriving.filter((schema) => schema !== null);
  if (wrong.length > 0 || known.length < arriving.length) return { schemas: unknown, problems: wrong };
  const { schemas, problems } = operator.outputSchemas(known);
  // A kind does not know the id of its node.
  const placed = problems.map((problem) => ({ ...problem, where: node.id }));
  return {
    schemas: placed.length > 0 ? unknown : operator.face.outputs.map((_, port) => schemas[port] ?? []),
    problems: placed,
  };
}
