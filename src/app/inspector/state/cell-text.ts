/** A value of a state table or a record, as it is read. */
import { clockTime } from '../../format.ts';

/** Integers in this range can only be instants of our century; no counter of a run comes near. */
const LEAST_EPOCH_MS = Date.UTC(2001, 0, 1);
const MOST_EPOCH_MS = Date.UTC(2100, 0, 1);

export function cellText(value: number | string | boolean | null): string {
  if (value === null) return '—';
  if (typeof value !== 'number') return String(value);
  if (Number.isInteger(value) && value > LEAST_EPOCH_MS && value < MOST_EPOCH_MS) {
    const text = clockTime(value);
    return text.endsWith('.000') ? text.slice(0, 8) : text;
  }
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : '—';
}
