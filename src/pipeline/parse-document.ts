/** The one door through which a document comes in: a file, a share link, the clipboard, a preset. */
import type { Problem } from '../base/problem.ts';
import { DOCUMENT_VERSION, documentSchema, type PipelineDocument, type PipelineEdge } from './document.ts';
import { edgeId } from './graph.ts';
import { issueProblem, unknownFieldProblem } from './issue-problem.ts';
import { parseJson } from './json-text.ts';
import { isRecord, lostFields } from './lost-fields.ts';
import { MIGRATIONS } from './migrations/list.ts';
import { type Migration, migrate } from './migrations/migrate.ts';

/**
 * `document` is `null` when it cannot be read at all. Otherwise ids are unique and every edge joins two of its
 * nodes; whatever had to be left out for that has its problem, so a caller that wants all or nothing
 * asks for no problems, and one that wants to open what there is shows them.
 */
export interface ParsedDocument {
  readonly document: PipelineDocument | null;
  readonly problems: readonly Problem[];
}

/** Takes the text of a document or its parsed JSON. `migrations` is a parameter for tests alone. */
export function parseDocument(input: unknown, migrations: readonly Migration[] = MIGRATIONS): ParsedDocument {
  if (typeof input !== 'string') return parseValue(input, migrations);
  const json = parseJson(input, 'document');
  return json.kind === 'json' ? parseValue(json.value, migrations) : unreadable(json.problem);
}

function parseValue(value: unknown, migrations: readonly Migration[]): ParsedDocument {
  if (!isRecord(value)) return unreadable(notAnObject());
  const migrated = migrate(value, migrations, DOCUMENT_VERSION);
  if (migrated.kind === 'problem') return unreadable(migrated.problem);
  const raw = migrated.document;
  const parsed = documentSchema.safeParse(raw);
  if (!parsed.success)
    return { document: null, problems: parsed.error.issues.map((issue) => issueProblem(raw, issue)) };
  const duplicates = duplicateIds(parsed.data);
  const unknown = lostFields(raw, parsed.data).map((path) => unknownFieldProblem(raw, path));
  const { edges, problems } = sortOutEdges(parsed.data);
  if (duplicates.length > 0) return { document: null, problems: [...duplicates, ...unknown, ...problems] };
  return { document: { ...parsed.data, edges: [...edges] }, problems: [...unknown, ...problems] };
}

function duplicateIds({ nodes }: PipelineDocument): readonly Problem[] {
  const ids = nodes.map(({ id }) => id);
  const repeated = ids.filter((id, index) => ids.indexOf(id) === index && ids.lastIndexOf(id) !== index);
  return repeated.map((id) => ({
    where: id,
    field: 'id',
    message: `${ids.filter((other) => other === id).length} nodes have the id “${id}”, so nothing can tell them apart.`,
    hint: 'Give each node an id of its own, and correct the edges that mean it.',
  }));
}

function sortOutEdges({ nodes, edges }: PipelineDocument): {
  readonly edges: readonly PipelineEdge[];
  readonly problems: readonly Problem[];
} {
  const ids = new Set(nodes.map(({ id }) => id));
  const kept = new Map<string, PipelineEdge>();
  const problems: Problem[] = [];
  for (const edge of edges) {
    const id = edgeId(edge);
    if (!ids.has(edge.from.node)) problems.push(dangling(id, 'from.node', edge.from.node, ids));
    if (!ids.has(edge.to.node)) problems.push(dangling(id, 'to.node', edge.to.node, ids));
    if (kept.has(id)) problems.push(repeatedEdge(id));
    else if (ids.has(edge.from.node) && ids.has(edge.to.node)) kept.set(id, edge);
  }
  return { edges: [...kept.values()], problems };
}

function dangling(where: string, field: string, node: string, ids: ReadonlySet<string>): Problem {
  return {
    where,
    field,
    message: `There is no node “${node}”, so this edge was left out.`,
    hint: ids.size === 0 ? 'Add the node, or remove the edge.' : `The nodes are: ${[...ids].join(', ')}.`,
  };
}

function repeatedEdge(where: string): Problem {
  return {
    where,
    field: '',
    message: 'This edge is there more than once; one of them was kept.',
    hint: 'Remove the others.',
  };
}

function notAnObject(): Problem {
  return {
    where: 'document',
    field: '',
    message: 'It is JSON, but no pipeline document.',
    hint: 'A pipeline document is a JSON object { "version": 1, "nodes": […], "edges": […] }.',
  };
}

function unreadable(problem: Problem): ParsedDocument {
  return { document: null, problems: [problem] };
}
