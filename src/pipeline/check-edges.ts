/** Whether the edges fit together: ports that exist, each input fed once, no circle, nothing left hanging. */
import type { Problem } from '../base/problem.ts';
import type { BoundOperator } from '../operators/kind.ts';
import type { PipelineDocument, PipelineEdge } from './document.ts';
import { edgeId, findCycle } from './graph.ts';

/** A node that could not be bound has its own problem; nothing is said about its ports. */
export function checkEdges(
  document: PipelineDocument,
  operators: ReadonlyMap<string, BoundOperator>,
): readonly Problem[] {
  return [
    ...document.edges.flatMap((edge) => [...checkEnds(edge, operators), ...checkTaken(edge, document.edges)]),
    ...document.nodes.flatMap(({ id }) => checkConnected(document, id, operators.get(id))),
    ...checkAcyclic(document),
  ];
}

function checkEnds(edge: PipelineEdge, operators: ReadonlyMap<string, BoundOperator>): readonly Problem[] {
  const problems: Problem[] = [];
  const from = operators.get(edge.from.node)?.face;
  const to = operators.get(edge.to.node)?.face;
  if (from !== undefined && !from.outputs.some(({ id }) => id === edge.from.port)) {
    problems.push(unknownPort(edge, 'from', from.title, 'output', from.outputs));
  }
  if (to !== undefined && !to.inputs.some(({ id }) => id === edge.to.port)) {
    problems.push(unknownPort(edge, 'to', to.title, 'input', to.inputs));
  }
  return problems;
}

export function unknownPort(
  edge: Pick<PipelineEdge, 'from' | 'to'>,
  end: 'from' | 'to',
  title: string,
  side: 'input' | 'output',
  ports: readonly { readonly id: string }[],
): Problem {
  return {
    where: edgeId(edge),
    field: `${end}.port`,
    message: `${title} has no ${side} “${edge[end].port}”.`,
    hint:
      ports.length === 0 ? `It has no ${side}s at all.` : `Its ${side}s are: ${ports.map(({ id }) => id).join(', ')}.`,
  };
}

/** Told of every edge to the port but the first, which was there before. */
function checkTaken(edge: PipelineEdge, edges: readonly PipelineEdge[]): readonly Problem[] {
  const first = edges.find(({ to }) => to.node === edge.to.node && to.port === edge.to.port);
  return first === undefined || first === edge ? [] : [portTaken(edge, first)];
}

export function portTaken(edge: Pick<PipelineEdge, 'from' | 'to'>, first: PipelineEdge): Problem {
  return {
    where: edgeId(edge),
    field: 'to.port',
    message: `The input “${edge.to.port}” of ${edge.to.node} is fed by ${first.from.node} already; an input takes one edge.`,
    hint: 'Remove the other edge first, or connect another input.',
  };
}

function checkConnected(
  document: PipelineDocument,
  node: string,
  operator: BoundOperator | undefined,
): readonly Problem[] {
  if (operator === undefined) return [];
  const { inputs, outputs, title } = operator.face;
  const missing = inputs
    .filter(({ id, optional }) => !optional && !document.edges.some(({ to }) => to.node === node && to.port === id))
    .map((port) => ({
      where: node,
      field: port.id,
      message: `Nothing is connected to “${port.title}” of ${title}.`,
      hint: 'Draw an edge to this input, or remove the node.',
    }));
  const isSource = inputs.length === 0 && outputs.length > 0;
  if (!isSource || document.edges.some(({ from }) => from.node === node)) return missing;
  const unread = {
    where: node,
    field: outputs[0]?.id ?? '',
    message: `Nothing reads what ${title} produces.`,
    hint: 'Draw an edge from this source, or remove it.',
  };
  return [...missing, unread];
}

function checkAcyclic({ nodes, edges }: PipelineDocument): readonly Problem[] {
  const cycle = findCycle(
    nodes.map(({ id }) => id),
    edges,
  );
  const [where] = cycle;
  return where === undefined ? [] : [circle(where, cycle)];
}

export function circle(where: string, cycle: readonly string[]): Problem {
  const message =
    cycle.length === 2
      ? `${where} would feed itself.`
      : `The edges run in a circle: ${cycle.join(' → ')}. Watermarks and barriers could never pass it.`;
  return { where, field: '', message, hint: 'Remove one of these edges.' };
}
