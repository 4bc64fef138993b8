/**
 * The form of a configuration, made from its zod schema: what the inspector draws, what the terminal's `--set`
 * looks names up in. Headless: it says what a field is, never how it looks.
 */
import { z } from 'zod';

interface FieldBase {
  /** The key in the configuration; empty for the item of a list. */
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly unit: string | null;
  /** May be absent or null. */
  readonly optional: boolean;
  /** What stands when nothing is set; `undefined` when something must be set. */
  readonly default: unknown;
  /** Everything in the schema's `.meta()`, for a kind that tells its inspector more than the form knows. */
  readonly meta: Readonly<Record<string, unknown>>;
}

/** `step` 0 = any number; `minExcluded` where the least number itself will not do. `null` = no bound. */
interface NumericField extends FieldBase {
  readonly min: number | null;
  readonly minExcluded: boolean;
  readonly max: number | null;
  readonly maxExcluded: boolean;
  readonly step: number;
}

export interface FieldChoice {
  readonly value: string | number | boolean;
  readonly title: string;
}

export type FormField =
  | (NumericField & { readonly type: 'number' | 'integer' })
  /** A number that counts `unit`; people may write it as `10m` (see `TIME_UNIT_MICROS`). */
  | (NumericField & { readonly type: 'duration'; readonly unit: string })
  | (FieldBase & { readonly type: 'boolean' })
  | (FieldBase & { readonly type: 'text'; readonly maxLength: number | null })
  | (FieldBase & { readonly type: 'choice'; readonly choices: readonly FieldChoice[] })
  | (FieldBase & { readonly type: 'group'; readonly fields: readonly FormField[] })
  /** One of several groups; the value of `discriminator` says which. */
  | (FieldBase & {
      readonly type: 'variants';
      readonly discriminator: string;
      readonly variants: readonly FormVariant[];
    })
  | (FieldBase & {
      readonly type: 'list';
      readonly item: FormField;
      readonly minItems: number;
      readonly maxItems: number | null;
    })
  /** A shape that no form fits (a free record, a tuple): edited as JSON. */
  | (FieldBase & { readonly type: 'json' });

export interface FormVariant extends FieldChoice {
  readonly help: string;
  /** Without the discriminator itself. */
  readonly fields: readonly FormField[];
}

/** Units that make a number a duration, and what one of them is in virtual microseconds. */
export const TIME_UNIT_MICROS: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: 1_000,
  s: 1_000_000,
  min: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
};

/** Fields of an object schema (or of a single variant), in the order of their declaration. */
export function formFields(schema: z.ZodType): readonly FormField[] {
  const { inner } = unwrap(schema);
  if (inner instanceof z.ZodObject) return objectFields(inner, null);
  const whole = describeField('', schema);
  return whole.type === 'variants' ? [whole] : [];
}

function objectFields(schema: z.ZodObject, without: string | null): readonly FormField[] {
  const fields: FormField[] = [];
  for (const [name, field] of Object.entries(schema.shape)) {
    if (name !== without && field instanceof z.ZodType) fields.push(describeField(name, field));
  }
  return fields;
}

function describeField(name: string, schema: z.ZodType): FormField {
  const { inner, optional, meta } = unwrap(schema);
  const base: FieldBase = {
    name,
    title: textOf(meta.title) ?? titleFrom(name),
    help: textOf(meta.description) ?? '',
    unit: textOf(meta.unit) ?? null,
    optional,
    default: defaultOf(schema),
    meta,
  };
  if (inner instanceof z.ZodNumber) return numericField(base, inner);
  if (inner instanceof z.ZodBoolean) return { ...base, type: 'boolean' };
  if (inner instanceof z.ZodString) return { ...base, type: 'text', maxLength: inner.maxLength };
  if (inner instanceof z.ZodObject) return { ...base, type: 'group', fields: objectFields(inner, null) };
  if (inner instanceof z.ZodDiscriminatedUnion) return variantField(base, inner);
  if (inner instanceof z.ZodArray) return listField(base, inner);
  const choices = choicesOf(inner, meta);
  return choices === null ? { ...base, type: 'json' } : { ...base, type: 'choice', choices };
}

function numericField(base: FieldBase, schema: z.ZodNumber): FormField {
  const limits = z.toJSONSchema(schema);
  const isInteger = limits.type === 'integer';
  const numeric = {
    ...base,
    min: bound(limits.exclusiveMinimum ?? limits.minimum),
    minExcluded: limits.exclusiveMinimum !== undefined,
    max: bound(limits.exclusiveMaximum ?? limits.maximum),
    maxExcluded: limits.exclusiveMaximum !== undefined,
    step: limits.multipleOf ?? (isInteger ? 1 : 0),
  };
  if (base.unit !== null && TIME_UNIT_MICROS[base.unit] !== undefined)
    return { ...numeric, type: 'duration', unit: base.unit };
  return { ...numeric, type: isInteger ? 'integer' : 'number' };
}

/** Zod bounds every integer by the safe ones; that is no limit a form should speak of. */
function bound(limit: unknown): number | null {
  return typeof limit !== 'number' || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? null : limit;
}

function listField(base: FieldBase, schema: z.ZodArray): FormField {
  const limits = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const element = schema.element;
  if (!(element instanceof z.ZodType)) return { ...base, type: 'json' };
  return {
    ...base,
    type: 'list',
    item: describeField('', element),
    minItems: limits.minItems ?? 0,
    maxItems: limits.maxItems ?? null,
  };
}

function variantField(base: FieldBase, schema: z.ZodDiscriminatedUnion): FormField {
  const { discriminator } = schema.def;
  const variants: FormVariant[] = [];
  for (const option of schema.options) {
    if (!(option instanceof z.ZodType)) return { ...base, type: 'json' };
    const { inner, meta } = unwrap(option);
    if (!(inner instanceof z.ZodObject)) return { ...base, type: 'json' };
    const fields = objectFields(inner, discriminator);
    for (const value of literalsOf(inner.shape[discriminator])) {
      variants.push({
        value,
        title: textOf(meta.title) ?? titleFrom(String(value)),
        help: textOf(meta.description) ?? '',
        fields,
      });
    }
  }
  return { ...base, type: 'variants', discriminator, variants };
}

/** An enum, a literal or a union of literals; `meta.choices` may give titles by value. */
function choicesOf(schema: z.core.$ZodType, meta: Readonly<Record<string, unknown>>): readonly FieldChoice[] | null {
  const values = literalsOf(schema);
  if (values.length === 0) return null;
  const titles: unknown = meta.choices;
  return values.map((value) => ({ value, title: textOf(entryOf(titles, String(value))) ?? titleFrom(String(value)) }));
}

function literalsOf(schema: unknown): readonly (string | number | boolean)[] {
  if (schema instanceof z.ZodEnum) return [...schema.options];
  if (schema instanceof z.ZodLiteral)
    return [...schema.values].filter(
      (value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
    );
  if (!(schema instanceof z.ZodUnion)) return [];
  const parts = schema.options.map(literalsOf);
  return parts.some((part) => part.length === 0) ? [] : parts.flat();
}

interface Unwrapped {
  readonly inner: z.core.$ZodType;
  readonly optional: boolean;
  readonly meta: Readonly<Record<string, unknown>>;
}

/** Takes off defaults, optionals and the like; what an outer layer says in `.meta()` goes before an inner one. */
function unwrap(schema: z.core.$ZodType): Unwrapped {
  const own = z.globalRegistry.get(schema) ?? {};
  const layer = nextLayer(schema);
  if (layer === null) return { inner: schema, optional: false, meta: own };
  const below = unwrap(layer);
  const isOptional = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable;
  return { inner: below.inner, optional: below.optional || isOptional, meta: { ...below.meta, ...own } };
}

function nextLayer(schema: z.core.$ZodType): z.core.$ZodType | null {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodCatch)
    return schema.def.innerType;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodReadonly)
    return schema.def.innerType;
  if (schema instanceof z.ZodNonOptional) return schema.def.innerType;
  if (schema instanceof z.ZodPipe) return schema.def.in instanceof z.ZodTransform ? schema.def.out : schema.def.in;
  return null;
}

/** What the schema makes of nothing, defaults of nested fields included. */
function defaultOf(schema: z.ZodType): unknown {
  const parsed = schema.safeParse(undefined);
  return parsed.success ? parsed.data : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function entryOf(record: unknown, key: string): unknown {
  return typeof record === 'object' && record !== null
    ? Object.entries(record).find(([name]) => name === key)?.[1]
    : undefined;
}

/** `outOfOrderness` and `at-least-once` in words: a title for a field whose schema gives none. */
function titleFrom(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
