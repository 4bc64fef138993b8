/** Settings as the terminal takes them: `sink.guarantee=at-least-once`, `settings.checkpointing.intervalMs=10s`. */
import type { Problem } from '../base/problem.ts';
import { type FormField, formFields, TIME_UNIT_MICROS } from '../operators/form.ts';
import type { OperatorKind } from '../operators/kind.ts';
import { type PipelineDocument, type PipelineNode, settingsSchema } from './document.ts';
import { DURATION_HINT, parseDuration } from './duration-text.ts';
import { type CheckedEdit, refuseEdit } from './edits/checked-edit.ts';
import { setConfig, setSettings } from './edits/config.ts';
import { setParallelism } from './edits/nodes.ts';
import { valueAt } from './edits/set-at.ts';
import { chooseVariant, type FoundField, fieldAt } from './field-at.ts';
import type { FieldPath } from './lost-fields.ts';

/**
 * Applies `NODE.path=VALUE`, where VALUE is JSON or a bare string and NODE may be `settings`. Unknown nodes and keys
 * are problems that name the known ones. A value of the wrong sort for its node is left to `validate`.
 */
export function applySet(document: PipelineDocument, text: string, kinds: readonly OperatorKind[]): CheckedEdit {
  const [, name, dotted, value] = /^\s*([^.=\s]+)\.([^=\s]+)\s*=(.*)$/s.exec(text) ?? [];
  if (name === undefined || dotted === undefined || value === undefined) {
    const hint = 'Write NODE.path=VALUE, for instance sink.guarantee=at-least-once or settings.seed=7.';
    return refuseEdit(document, { where: text, field: '', message: 'It is no setting that can be read.', hint });
  }
  const path = dotted.split('.').map((step) => (/^(0|[1-9]\d*)$/.test(step) ? Number(step) : step));
  if (name === 'settings') return applyToSettings(document, path, value);
  const node = document.nodes.find(({ id }) => id === name);
  return node === undefined
    ? refuseEdit(document, unknownNode(document, name))
    : applyToNode(document, node, path, value, kinds);
}

function applyToSettings(document: PipelineDocument, path: FieldPath, text: string): CheckedEdit {
  const found = fieldAt(formFields(settingsSchema), document.settings, path);
  if (found.kind === 'unknown') return refuseEdit(document, unknownKey('settings', path, found));
  const read = readValue(found, { where: 'settings', field: path.join('.') }, text);
  if (read.problem !== null) return refuseEdit(document, read.problem);
  if (found.kind === 'field') return setSettings(document, path, read.value);
  const group = path.slice(0, -1);
  return setSettings(document, group, chooseVariant(found.field, valueAt(document.settings, group), read.value));
}

function applyToNode(
  document: PipelineDocument,
  node: PipelineNode,
  path: FieldPath,
  text: string,
  kinds: readonly OperatorKind[],
): CheckedEdit {
  const face = kinds.find(({ spec }) => spec.kind === node.kind)?.spec;
  if (face === undefined) return refuseEdit(document, unknownKind(node, kinds));
  const found = fieldAt(formFields(face.config), node.config, path);
  if (found.kind === 'unknown') {
    if (path.length === 1 && path[0] === 'parallelism') return setParallelism(document, node.id, Number(text));
    return refuseEdit(document, unknownKey(node.id, path, found));
  }
  const read = readValue(found, { where: node.id, field: path.join('.') }, text);
  if (read.problem !== null) return refuseEdit(document, read.problem);
  if (found.kind === 'field') return { document: setConfig(document, node.id, path, read.value), problems: [] };
  const group = path.slice(0, -1);
  const chosen = chooseVariant(found.field, valueAt(node.config, group), read.value);
  return { document: setConfig(document, node.id, group, chosen), problems: [] };
}

interface ReadValue {
  readonly value: unknown;
  readonly problem: Problem | null;
}

/**
 * JSON where it is JSON, else the text itself. A field of text takes `5` and `true` as text, a duration takes `10m`,
 * and a list takes a bare string as its only item.
 */
function readValue(
  found: FoundField,
  place: { readonly where: string; readonly field: string },
  text: string,
): ReadValue {
  const json = jsonOrText(text.trim());
  const field: FormField | null = found.kind === 'field' ? found.field : null;
  if (field?.type === 'text' && typeof json !== 'string' && !(json === null && field.optional)) {
    return { value: text.trim(), problem: null };
  }
  if (field?.type === 'list' && (typeof json !== 'object' || json === null)) {
    const isText = field.item.type === 'text' && typeof json !== 'string';
    if (isText || typeof json === 'string') return { value: [isText ? text.trim() : json], problem: null };
  }
  if (field?.type !== 'duration' || typeof json !== 'string') return { value: json, problem: null };
  // A window's offset may lie on either side of zero.
  const sign = json.startsWith('-') ? -1 : 1;
  const micros = parseDuration(json.replace(/^-/, ''));
  if (micros !== null) return { value: (sign * micros) / (TIME_UNIT_MICROS[field.unit] ?? 1), problem: null };
  const message = `“${json}” is no duration.`;
  return { value: null, problem: { ...place, message, hint: `${DURATION_HINT} A bare number counts ${field.unit}.` } };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever is no JSON is a bare string: that is the rule, not a mistake.
    return text;
  }
}

function unknownNode(document: PipelineDocument, name: string): Problem {
  const known = [...document.nodes.map(({ id }) => id), 'settings'].join(', ');
  return { where: name, field: '', message: `There is no node “${name}”.`, hint: `The nodes are: ${known}.` };
}

function unknownKind(node: PipelineNode, kinds: readonly OperatorKind[]): Problem {
  const hint = `The kinds are: ${kinds.map(({ spec }) => spec.kind).join(', ')}.`;
  return { where: node.id, field: 'kind', message: `There is no operator kind “${node.kind}”.`, hint };
}

function unknownKey(where: string, path: FieldPath, found: Extract<FoundField, { kind: 'unknown' }>): Problem {
  const wrong = path[found.path.length];
  const place = [where, ...found.path].join('.');
  const hint = found.known.length === 0 ? 'It holds a single value.' : `It has: ${found.known.join(', ')}.`;
  return { where, field: path.join('.'), message: `${place} has no “${wrong}”.`, hint };
}
