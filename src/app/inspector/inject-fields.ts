/** Reads the fields of a record that somebody typed; empty ones are left to the source. */
import type { Field, Schema } from '../../engine/schema.ts';

export interface ReadFields {
  readonly fields: Record<string, number | string | boolean>;
  /** The first that cannot be read, in words. */
  readonly problem: string | null;
}

export function readFields(schema: Schema, written: Readonly<Record<string, string>>): ReadFields {
  const fields: Record<string, number | string | boolean> = {};
  for (const field of schema) {
    const text = (written[field.name] ?? '').trim();
    if (text === '') continue;
    const value = readField(field, text);
    if (value === null) return { fields, problem: `“${text}” is no ${WORDS[field.type]} for ${field.name}.` };
    fields[field.name] = value;
  }
  return { fields, problem: null };
}

function readField(field: Field, text: string): number | string | boolean | null {
  switch (field.type) {
    case 'string':
      return text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : null;
    case 'integer':
      return Number.isInteger(Number(text)) ? Number(text) : null;
    case 'number':
      return Number.isFinite(Number(text)) ? Number(text) : null;
    case 'time': {
      const time = Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`);
      return Number.isNaN(time) ? null : time;
    }
  }
}

const WORDS: Readonly<Record<Field['type'], string>> = {
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  string: 'text',
  time: 'time (2026-01-05T20:00:00)',
};
