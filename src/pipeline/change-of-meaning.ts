/**
 * Whether two documents mean different runs. Positions, titles and notes are for people: changing them never
 * touches a run. Everything else does, the order of nodes included, for ties are broken by it.
 */
import type { PipelineDocument } from './document.ts';
import { edgeId } from './graph.ts';
import { isRecord } from './lost-fields.ts';
import { sameValue } from './same-value.ts';

/** One thing that differs: `where` is a node's or an edge's id, `settings`, `interventions` or `document`. */
export interface MeaningChange {
  readonly where: string;
  readonly field: string;
  /** `undefined` = was not there. */
  readonly before: unknown;
  readonly after: unknown;
}

export function changesMeaning(before: PipelineDocument, after: PipelineDocument): boolean {
  return meaningChanges(before, after).length > 0;
}

/** Everything in which they differ, for the label of a fork. */
export function meaningChanges(before: PipelineDocument, after: PipelineDocument): readonly MeaningChange[] {
  if (before === after) return [];
  const was = meaningOf(before);
  const is = meaningOf(after);
  const parts = new Set([...was.keys(), ...is.keys()]);
  return [...parts].flatMap((where) => differences(where, '', was.get(where), is.get(where)));
}

function meaningOf(document: PipelineDocument): ReadonlyMap<string, unknown> {
  const nodes = document.nodes.map(({ id, kind, config, parallelism }) => [id, { kind, config, parallelism }] as const);
  const edges = document.edges.map((edge) => [edgeId(edge), { partitioning: edge.partitioning }] as const);
  return new Map<string, unknown>([
    ...nodes,
    ...edges,
    ['settings', document.settings],
    ['interventions', document.interventions],
    ['document', { nodes: nodes.map(([id]) => id).join(' '), edges: edges.map(([id]) => id).join(' ') }],
  ]);
}

/** A part that appears or goes is one change, not as many as it has fields; so is a list. */
function differences(where: string, field: string, before: unknown, after: unknown): readonly MeaningChange[] {
  if (!isRecord(before) || !isRecord(after)) return sameValue(before, after) ? [] : [{ where, field, before, after }];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    differences(where, field === '' ? name : `${field}.${name}`, before[name], after[name]),
  );
}
