/** What an input port asks of the records that reach it: its key, and fields of certain types. */
import type { Problem } from '../base/problem.ts';
import { findField, type Schema } from '../engine/schema.ts';
import type { BoundOperator } from '../operators/kind.ts';
import { isRecord } from './lost-fields.ts';

/** Problems of records with this schema at this input port; `where` is the node's id. */
export function checkPort(where: string, operator: BoundOperator, port: number, schema: Schema): readonly Problem[] {
  const title = operator.face.inputs[port]?.title ?? '';
  const key = checkKey(where, operator, port, schema);
  const needs = operator.needs[port] ?? [];
  // What the port says of its key is said once.
  const keyNeed = key.length === 0 ? undefined : needs.find(({ name }) => name === operator.keys[port]);
  const fields = needs.flatMap((need) => {
    if (need === keyNeed) return [];
    const field = findField(schema, need.name);
    if (field !== undefined && need.types.includes(field.type)) return [];
    const wanted = need.types.map((type) => TYPE_WORDS[type] ?? type).join(' or ');
    const fitting = schema.filter(({ type }) => need.types.includes(type)).map(({ name }) => name);
    if (need.name === '') {
      const message = `“${title}” needs ${wanted}, and no field is chosen.`;
      return [{ where, field: settingLeftOpen(operator.config), message, hint: offer(fitting, wanted) }];
    }
    const message =
      field === undefined
        ? `“${title}” needs a field “${need.name}” (${wanted}), but the records that arrive have none.`
        : `“${title}” needs ${wanted} in “${need.name}”, but it is ${TYPE_WORDS[field.type] ?? field.type}.`;
    const hint = field?.isJudged === true ? `${offer(fitting, wanted)} ${JUDGED}` : offer(fitting, wanted);
    return [{ where, field: settingThatSays(operator.config, need.name), message, hint }];
  });
  return [...key, ...fields];
}

/** Flink refuses to connect two keyed streams whose keys differ in type: equal keys would never meet. */
export function checkKeysAgree(
  where: string,
  operator: BoundOperator,
  inputs: readonly (Schema | null)[],
): readonly Problem[] {
  const keyed = inputs.flatMap((schema, port) => {
    const name = operator.keys[port];
    const field = schema === null || name == null ? undefined : findField(schema, name);
    return field === undefined ? [] : [field];
  });
  const [first, ...others] = keyed;
  const other = others.find(({ type }) => type !== first?.type);
  if (first === undefined || other === undefined) return [];
  return [
    {
      where,
      field: settingThatSays(operator.config, other.name),
      message: `Its inputs are keyed by fields of different types: “${first.name}” is ${TYPE_WORDS[first.type]}, “${other.name}” is ${TYPE_WORDS[other.type]}, so no two keys are ever equal.`,
      hint: 'Choose keys of the same type.',
    },
  ];
}

function checkKey(where: string, operator: BoundOperator, port: number, schema: Schema): readonly Problem[] {
  const face = operator.face.inputs[port];
  if (face === undefined || face.partitioning !== 'hash') return [];
  const key = operator.keys[port] ?? '';
  if (findField(schema, key) !== undefined) return [];
  const message =
    key === ''
      ? `“${face.title}” has no key, and it keeps its state by key.`
      : `“${face.title}” is keyed by “${key}”, but the records that arrive have no such field.`;
  const fields = schema.map(({ name }) => name);
  return [{ where, field: settingThatSays(operator.config, key), message, hint: offer(fields, 'a field') }];
}

/** The setting, other than the key, that holds an empty text. */
function settingLeftOpen(config: unknown): string {
  if (!isRecord(config)) return '';
  return Object.keys(config).find((setting) => setting !== 'key' && config[setting] === '') ?? '';
}

/** The setting in which somebody wrote this field's name, so that a form can point at it. */
function settingThatSays(config: unknown, name: string): string {
  if (!isRecord(config)) return '';
  if (name === '') return 'key' in config ? 'key' : '';
  for (const [setting, value] of Object.entries(config)) {
    if (value === name) return setting;
    const inner = settingThatSays(value, name);
    if (inner !== '') return `${setting}.${inner}`;
  }
  return '';
}

function offer(names: readonly string[], wanted: string): string {
  return names.length > 0
    ? `Choose one of: ${names.join(', ')}.`
    : `Nothing that arrives here is ${wanted}; connect another stream, or add one before.`;
}

/** One odd value is enough to make a column text, and nobody sees which. */
const JUDGED =
  'The file’s values told its type: choose another one for that column, and rows that do not have it are left out and listed; or name the odd value as missing.';

const TYPE_WORDS: Readonly<Record<string, string>> = {
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  string: 'text',
  time: 'a time',
};
