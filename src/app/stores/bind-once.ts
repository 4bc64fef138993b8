/** A node's operator with its configuration parsed, bound once per configuration. */
import type { BoundOperator, OperatorKind } from '../../operators/kind.ts';
import type { PipelineNode } from '../../pipeline/document.ts';

const known = new WeakMap<object, { readonly kind: OperatorKind; readonly operator: BoundOperator | null }>();

/** `null` where the configuration has a problem. One is never changed in place, so what was bound stays true of it. */
export function bindOnce(node: PipelineNode, kind: OperatorKind): BoundOperator | null {
  const before = known.get(node.config);
  if (before !== undefined && before.kind === kind) return before.operator;
  const bound = kind.bind(node.id, node.config);
  const operator = bound.kind === 'bound' ? bound.operator : null;
  known.set(node.config, { kind, operator });
  return operator;
}
