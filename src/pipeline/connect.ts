/** Whether an edge may be drawn, asked while it is being drawn: the answer says why not. */
import type { Problem } from '../base/problem.ts';
import type { BoundOperator, OperatorKind } from '../operators/kind.ts';
import { bindNodes } from './bind-nodes.ts';
import { circle, portTaken, unknownPort } from './check-edges.ts';
import { checkKeysAgree, checkPort } from './check-port.ts';
import type { PipelineDocument } from './document.ts';
import { edgeId, type PortRef, pathBetween, topologicalOrder } from './graph.ts';
import { traceSchemas } from './trace-schemas.ts';

export type Connection = { readonly ok: true } | { readonly ok: false; readonly problem: Problem };

/** Judges one pair after another on the same drawing. */
export type Connector = (from: PortRef, to: PortRef) => Connection;

/**
 * `from` is an output, `to` an input. Records whose fields are not known yet, because something before them is not
 * connected, may go anywhere: `validate` judges them once they are known.
 */
export function canConnect(
  document: PipelineDocument,
  kinds: readonly OperatorKind[],
  from: PortRef,
  to: PortRef,
): Connection {
  return connector(document, kinds)(from, to);
}

/** The same question for many pairs: the drawing is bound and its schemas traced once, when a pair first asks for them. */
export function connector(document: PipelineDocument, kinds: readonly OperatorKind[]): Connector {
  let traced: Traced | null = null;
  return (from, to) => {
    let problem = graphProblem(document, kinds, from, to);
    if (problem === null) {
      traced ??= trace(document, kinds);
      problem = recordsProblem(traced, from, to);
    }
    return problem === null ? { ok: true } : { ok: false, problem };
  };
}

function graphProblem(
  document: PipelineDocument,
  kinds: readonly OperatorKind[],
  from: PortRef,
  to: PortRef,
): Problem | null {
  const edge = { from, to };
  for (const end of ['from', 'to'] as const) {
    const node = document.nodes.find(({ id }) => id === edge[end].node);
    if (node === undefined) return missingNode(edgeId(edge), end, edge[end].node);
    // Nothing is known of the ports of a kind that does not exist; the node itself has that problem.
    const face = kinds.find(({ spec }) => spec.kind === node.kind)?.spec;
    const [side, ports] = end === 'from' ? (['output', face?.outputs] as const) : (['input', face?.inputs] as const);
    if (face !== undefined && !ports?.some(({ id }) => id === edge[end].port)) {
      return unknownPort(edge, end, face.title, side, ports ?? []);
    }
  }
  if (from.node === to.node)
    return { ...circle(edgeId(edge), [to.node, to.node]), hint: 'Connect two different nodes.' };
  const taken = document.edges.find((other) => other.to.node === to.node && other.to.port === to.port);
  if (taken !== undefined) return portTaken(edge, taken);
  const back = pathBetween(document.edges, to.node, from.node);
  return back.length === 0
    ? null
    : { ...circle(edgeId(edge), [from.node, ...back]), hint: 'Edges lead one way, from the sources to the sinks.' };
}

interface Traced {
  readonly operators: ReadonlyMap<string, BoundOperator>;
  /** `null` where the edges go in a circle. */
  readonly schemas: ReturnType<typeof traceSchemas> | null;
}

function trace(document: PipelineDocument, kinds: readonly OperatorKind[]): Traced {
  const { operators } = bindNodes(document, kinds);
  const order = topologicalOrder(
    document.nodes.map(({ id }) => id),
    document.edges,
  );
  return { operators, schemas: order === null ? null : traceSchemas(document, operators, order) };
}

function recordsProblem({ operators, schemas }: Traced, from: PortRef, to: PortRef): Problem | null {
  const source = operators.get(from.node);
  const target = operators.get(to.node);
  if (source === undefined || target === undefined || schemas === null) return null;
  const { inputs, outputs } = schemas;
  const schema = outputs.get(from.node)?.[source.face.outputs.findIndex(({ id }) => id === from.port)] ?? null;
  if (schema === null) return null;
  const port = target.face.inputs.findIndex(({ id }) => id === to.port);
  const arriving = (inputs.get(to.node) ?? []).map((other, index) => (index === port ? schema : other));
  return checkPort(to.node, target, port, schema)[0] ?? checkKeysAgree(to.node, target, arriving)[0] ?? null;
}

function missingNode(where: string, end: 'from' | 'to', node: string): Problem {
  return {
    where,
    field: `${end}.node`,
    message: `There is no node “${node}”.`,
    hint: 'Connect nodes that are on the canvas.',
  };
}
