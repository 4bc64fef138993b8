/** What a column of texts holds: the narrowest type that fits all of its values. */
import type { FieldType } from '../../engine/schema.ts';
import { readCalendarTime, readTime, type TimeRules } from './read-times.ts';
import type { ColumnType } from './spec.ts';

/**
 * In this order: true/false, whole numbers, numbers, times (bare numbers are no times here), text. Numbers with
 * leading zeros and whole numbers too large to be exact are names of something, so they stay text.
 */
export function inferType(texts: readonly string[], isText: boolean, rules: TimeRules): FieldType {
  if (texts.length === 0) return 'number';
  if (!isText) {
    if (texts.every((text) => BOOLEAN.test(text))) return 'boolean';
    if (texts.every((text) => INTEGER.test(text.trim())))
      return texts.every((text) => Number.isSafeInteger(Number(text))) ? 'integer' : 'string';
    if (texts.every((text) => !Number.isNaN(numberOf(text)))) return 'number';
  }
  return texts.every((text) => typeof readCalendarTime(text.trim(), rules.zone) === 'number') ? 'time' : 'string';
}

/** The number that is stored for a text of a column of this type; NaN if it does not fit. Texts are stored elsewhere. */
export function storedValue(text: string, type: Exclude<FieldType, 'string'>, rules: TimeRules): number {
  switch (type) {
    case 'boolean':
      return BOOLEAN.test(text) ? (text.toLowerCase() === 'true' ? 1 : 0) : NaN;
    case 'time': {
      const time = readTime(text, rules);
      return typeof time === 'number' ? time : NaN;
    }
    case 'integer': {
      const value = numberOf(text);
      return Number.isSafeInteger(value) ? value : NaN;
    }
    case 'number':
      return numberOf(text);
  }
}

/** The type that somebody set for a column; null where the column's values are to tell. */
export function declaredType(type: ColumnType): FieldType | null {
  if (type === 'auto') return null;
  return type === 'text' ? 'string' : type;
}

const BOOLEAN = /^(?:true|false)$/i;
const INTEGER = /^[+-]?(?:0|[1-9]\d*)$/;
const NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function numberOf(text: string): number {
  const trimmed = text.trim();
  if (!NUMBER.test(trimmed)) return NaN;
  const value = Number(trimmed);
  // Adding 0 takes the sign off a negative zero.
  return Number.isFinite(value) ? value + 0 : NaN;
}
