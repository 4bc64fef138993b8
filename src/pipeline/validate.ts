/** Understands a document: everything that is wrong with it in words, or the plan by which it runs. */
import type { Problem } from '../base/problem.ts';
import type { BoundOperator, Files, OperatorKind } from '../operators/kind.ts';
import { bindNodes, parallelismOf } from './bind-nodes.ts';
import type { BoundEdge, BoundNode, BoundPipeline } from './bound-pipeline.ts';
import { checkEdges } from './check-edges.ts';
import type { PipelineDocument, PipelineEdge, PipelineNode } from './document.ts';
import { checkInterventions, faultTargets } from './fault-targets.ts';
import { edgeId, topologicalOrder } from './graph.ts';
import { choosePartitioning } from './partitioning.ts';
import { type TracedSchemas, traceSchemas } from './trace-schemas.ts';

export interface Validation {
  /** `null` as soon as there is a problem. */
  readonly plan: BoundPipeline | null;
  readonly problems: readonly Problem[];
  /** Fields that arrive at each node's ports, by its id, as far as they are known; also where something is wrong. */
  readonly arriving: TracedSchemas['inputs'];
}

/**
 * Finds all problems at once, but none that merely follow from another; `where` is the id of a node or an edge.
 * `files` are those that sources may read; without it there are none.
 */
export function validate(document: PipelineDocument, kinds: readonly OperatorKind[], files?: Files): Validation {
  if (document.nodes.length === 0) return { plan: null, problems: [emptyCanvas()], arriving: new Map() };
  const { operators, problems } = bindNodes(document, kinds, files);
  const edges = boundEdges(document, operators);
  const ids = document.nodes.map(({ id }) => id);
  const order = topologicalOrder(ids, document.edges);
  const schemas = order === null ? null : traceSchemas(document, operators, order);
  const nodes = schemas === null ? [] : boundNodes(document, operators, edges.edges, schemas);
  const found = [
    ...problems,
    ...checkEdges(document, operators),
    ...edges.problems,
    ...(schemas?.problems ?? []),
    ...(nodes.length === document.nodes.length
      ? checkInterventions(document.interventions, faultTargets(document, { nodes }))
      : []),
  ];
  const arriving = schemas?.inputs ?? new Map();
  if (found.length > 0 || order === null) return { plan: null, problems: found, arriving };
  return { plan: { nodes, edges: edges.edges, order }, problems: [], arriving };
}

function boundEdges(
  document: PipelineDocument,
  operators: ReadonlyMap<string, BoundOperator>,
): { readonly edges: readonly BoundEdge[]; readonly problems: readonly Problem[] } {
  const bound = document.edges.flatMap((edge) => boundEdge(document, operators, edge));
  return {
    edges: bound.map(({ edge }) => edge),
    problems: bound.flatMap(({ problem }) => (problem === null ? [] : [problem])),
  };
}

/** Nothing for an edge of which an end is not known: `checkEdges` speaks of that. */
function boundEdge(
  document: PipelineDocument,
  operators: ReadonlyMap<string, BoundOperator>,
  edge: PipelineEdge,
): readonly { readonly edge: BoundEdge; readonly problem: Problem | null }[] {
  const from = document.nodes.findIndex(({ id }) => id === edge.from.node);
  const to = document.nodes.findIndex(({ id }) => id === edge.to.node);
  const source = document.nodes[from];
  const target = document.nodes[to];
  const operator = operators.get(edge.to.node);
  const fromPort = operators.get(edge.from.node)?.face.outputs.findIndex(({ id }) => id === edge.from.port) ?? -1;
  const toPort = operator?.face.inputs.findIndex(({ id }) => id === edge.to.port) ?? -1;
  const port = operator?.face.inputs[toPort];
  if (source === undefined || target === undefined || port === undefined || fromPort < 0) return [];
  const id = edgeId(edge);
  const { partitioning, problem } = choosePartitioning({
    edge: id,
    demanded: edge.partitioning,
    port,
    fromParallelism: parallelismOf(document, source),
    toParallelism: parallelismOf(document, target),
  });
  const key = partitioning === 'hash' ? (operator?.keys[toPort] ?? null) : null;
  return [{ edge: { id, from, fromPort, to, toPort, partitioning, key }, problem }];
}

function boundNodes(
  document: PipelineDocument,
  operators: ReadonlyMap<string, BoundOperator>,
  edges: readonly BoundEdge[],
  schemas: TracedSchemas,
): readonly BoundNode[] {
  return document.nodes.flatMap((node, index) => {
    const operator = operators.get(node.id);
    return operator === undefined ? [] : [boundNode(document, node, index, operator, edges, schemas)];
  });
}

function boundNode(
  document: PipelineDocument,
  node: PipelineNode,
  index: number,
  operator: BoundOperator,
  edges: readonly BoundEdge[],
  schemas: TracedSchemas,
): BoundNode {
  const arriving = schemas.inputs.get(node.id) ?? [];
  const leaving = schemas.outputs.get(node.id) ?? [];
  return {
    id: node.id,
    kind: node.kind,
    title: node.title ?? operator.face.title,
    operator,
    parallelism: parallelismOf(document, node),
    inputs: operator.face.inputs.map((port, number) => {
      const edgeIndex = edges.findIndex(({ to, toPort }) => to === index && toPort === number);
      const edge = edges[edgeIndex];
      return {
        port: port.id,
        edgeIndex: edge === undefined ? null : edgeIndex,
        schema: arriving[number] ?? [],
        partitioning: edge?.partitioning ?? port.partitioning,
        key: edge?.key ?? null,
      };
    }),
    outputs: operator.face.outputs.map((port, number) => ({ port: port.id, schema: leaving[number] ?? [] })),
    position: node.position,
  };
}

function emptyCanvas(): Problem {
  return {
    where: 'document',
    field: 'nodes',
    message: 'There is nothing on the canvas.',
    hint: 'Add a source, or start from a preset.',
  };
}
