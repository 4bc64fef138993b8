/** The node under test: what an operator kind, a configuration and the fields of its inputs come to. */
import type { Problem } from '../../base/problem.ts';
import type { JobOutput } from '../../engine/job-graph.ts';
import type { OperatorContext, OperatorInstance } from '../../engine/operator.ts';
import type { Schema } from '../../engine/schema.ts';
import type { OperatorKind, WorldSurroundings } from '../kind.ts';

export interface HarnessNode {
  readonly inputs: readonly { readonly fields: Schema; readonly key: string | null }[];
  readonly outputs: readonly JobOutput[];
  open(context: OperatorContext): OperatorInstance;
}

export type PlannedNode =
  | { readonly kind: 'node'; readonly node: HarnessNode }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** For a node that reads nothing of the world. */
export const NOWHERE: WorldSurroundings = { seed: 1, profile: 'meso', startAt: 0, storm: false, file: () => undefined };

/** Binds a kind as a document's node is bound; the problems are those that a user would see. */
export function nodeOfKind(kind: OperatorKind, config: unknown, inputs: readonly Schema[]): PlannedNode {
  const bound = kind.bind('node', config);
  if (bound.kind === 'problems') return bound;
  const { operator } = bound;
  const { schemas, problems } = operator.outputSchemas(inputs);
  if (problems.length > 0) return { kind: 'problems', problems };
  const { behaviour } = operator;
  if (behaviour.role === 'source') throw new Error(`${kind.spec.kind} is a source: nothing can be fed to it`);
  return {
    kind: 'node',
    node: {
      inputs: inputs.map((fields, port) => ({ fields, key: operator.keys[port] })),
      outputs: operator.face.outputs.map((face, port) => ({
        fields: schemas[port].slice(face.extendsInput === null ? 0 : inputs[face.extendsInput].length),
        extendsInput: face.extendsInput,
        passesThrough: face.passesThrough === true,
        carriesLineageOf: face.carriesLineageOf ?? null,
      })),
      open: behaviour.openIn(NOWHERE),
    },
  };
}
