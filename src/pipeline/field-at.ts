/** Finds a field of a form by its path, as `--set` and the inspector name it. */
import type { FormField } from '../operators/form.ts';
import { type FieldPath, isRecord } from './lost-fields.ts';

export type VariantsField = Extract<FormField, { readonly type: 'variants' }>;

export type FoundField =
  | { readonly kind: 'field'; readonly field: FormField }
  /** The path names what chooses among the groups of `field`. */
  | { readonly kind: 'discriminator'; readonly field: VariantsField }
  /** `known` are the names that could stand after `path`. */
  | { readonly kind: 'unknown'; readonly path: FieldPath; readonly known: readonly string[] };

/** `current` is what is set now: it says which group of a choice is meant. */
export function fieldAt(fields: readonly FormField[], current: unknown, path: FieldPath): FoundField {
  const [step, ...rest] = path;
  const field = fields.find(({ name }) => name === step);
  const whole = fields.length === 1 ? fields[0] : undefined;
  // A configuration that is one choice of groups as a whole has a single field without a name.
  if (field === undefined && whole?.name === '') return inside(whole, current, path, []);
  if (field === undefined) return { kind: 'unknown', path: [], known: fields.map(({ name }) => name) };
  return inside(field, entryOf(current, step), rest, [field.name]);
}

/** The value of a choice of groups after another group was chosen: what both groups have stays. */
export function chooseVariant(
  field: VariantsField,
  current: unknown,
  choice: unknown,
): Readonly<Record<string, unknown>> {
  const variant = field.variants.find(({ value }) => value === choice);
  const names = variant?.fields.map(({ name }) => name) ?? [];
  const kept = isRecord(current) ? Object.entries(current).filter(([name]) => names.includes(name)) : [];
  return { [field.discriminator]: choice, ...Object.fromEntries(kept) };
}

function inside(field: FormField, current: unknown, path: FieldPath, before: FieldPath): FoundField {
  const [step, ...rest] = path;
  if (step === undefined || field.type === 'json') return { kind: 'field', field };
  if (field.type === 'group') return below(fieldAt(field.fields, current, path), before);
  if (field.type === 'list') {
    if (typeof step !== 'number') return { kind: 'unknown', path: before, known: ['0', '1', '…'] };
    return inside(field.item, Array.isArray(current) ? current[step] : undefined, rest, [...before, step]);
  }
  if (field.type !== 'variants') return { kind: 'unknown', path: before, known: [] };
  if (step === field.discriminator) {
    return rest.length === 0
      ? { kind: 'discriminator', field }
      : { kind: 'unknown', path: [...before, step], known: [] };
  }
  const found = fieldAt(variantFields(field, current), current, path);
  if (found.kind !== 'unknown' || found.path.length > 0) return below(found, before);
  return { kind: 'unknown', path: before, known: [field.discriminator, ...found.known] };
}

function variantFields(field: VariantsField, current: unknown): readonly FormField[] {
  const chosen = entryOf(current, field.discriminator) ?? entryOf(field.default, field.discriminator);
  return field.variants.find(({ value }) => value === chosen)?.fields ?? [];
}

function below(found: FoundField, before: FieldPath): FoundField {
  return found.kind === 'unknown' ? { ...found, path: [...before, ...found.path] } : found;
}

function entryOf(value: unknown, name: string | number | undefined): unknown {
  return isRecord(value) ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}
