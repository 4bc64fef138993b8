/** Numbers as people read and write them in a form: durations with their unit, everything else plain. */
import { type FormField, TIME_UNIT_MICROS } from '../../../operators/form.ts';
import { DURATION_HINT, formatDuration, parseDuration } from '../../../pipeline/duration-text.ts';

export type NumericField = Extract<FormField, { readonly step: number }>;

export type ReadNumber =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'problem'; readonly message: string };

/** `1 min` for 60,000 of a field in ms; a length that is no whole number of microseconds stays a plain number. */
export function numberText(field: NumericField, value: unknown): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '';
  const micros = value * (TIME_UNIT_MICROS[unitOf(field)] ?? 0);
  if (field.type === 'duration' && Number.isSafeInteger(micros)) return spaced(formatDuration(micros));
  return String(value);
}

/** `1m35.5s` as it is written in a sentence; `parseDuration` reads both. */
function spaced(text: string): string {
  return text
    .replace(/(\d)([a-z]+)/g, (_, digit: string, unit: string) => `${digit} ${UNIT_WORDS[unit] ?? unit} `)
    .trim();
}

const UNIT_WORDS: Readonly<Record<string, string>> = { m: 'min', us: 'µs' };

/** A bare number counts the field's own unit. */
export function readNumber(field: NumericField, text: string): ReadNumber {
  const plain = text.trim().replace('−', '-');
  if (plain === '') return { kind: 'empty' };
  const number = Number(plain);
  if (Number.isFinite(number)) return { kind: 'number', value: number };
  if (field.type !== 'duration') return { kind: 'problem', message: `“${text.trim()}” is no number.` };
  const isNegative = plain.startsWith('-');
  const micros = parseDuration(isNegative ? plain.slice(1) : plain);
  if (micros === null) return { kind: 'problem', message: DURATION_HINT };
  return { kind: 'number', value: ((isNegative ? -1 : 1) * micros) / (TIME_UNIT_MICROS[unitOf(field)] ?? 1) };
}

/** What one step of a drag or an arrow key changes: the field's own step, or a tenth of the number's magnitude. */
export function stepOf(field: NumericField, value: number): number {
  const size = Math.abs(value);
  const tenth = size === 0 ? 1 : 10 ** (Math.floor(Math.log10(size)) - 1);
  return field.step > 0 ? Math.max(field.step, tenth) : tenth;
}

/** The value so many steps away, a whole number of steps, within the field's limits. */
export function stepped(field: NumericField, value: number, steps: number): number {
  const step = stepOf(field, value);
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const moved = Number((Math.round(value / step + steps) * step).toFixed(digits));
  const least = field.min === null ? Number.NEGATIVE_INFINITY : field.min + (field.minExcluded ? step : 0);
  const most = field.max === null ? Number.POSITIVE_INFINITY : field.max - (field.maxExcluded ? step : 0);
  return Math.min(Math.max(moved, least), most);
}

/** Nobody comes near such a limit by hand: it is told when it is passed. */
const FAR_OFF = 1e12;

/** `1 s to 1 d`, `at least 0`; empty where anything goes. */
export function limitsText(field: NumericField): string {
  const bound = (value: number | null) => (value === null || Math.abs(value) > FAR_OFF ? '' : numberText(field, value));
  const least = bound(field.min);
  const most = bound(field.max);
  if (least !== '' && most !== '') return `${least} to ${most}`;
  // That a number of things is not negative needs no telling.
  if (field.min === 0 && !field.minExcluded && most === '') return '';
  if (least !== '') return field.minExcluded ? `more than ${least}` : `at least ${least}`;
  return most === '' ? '' : field.maxExcluded ? `less than ${most}` : `at most ${most}`;
}

function unitOf(field: NumericField): string {
  return field.unit ?? '';
}
