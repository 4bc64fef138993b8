import type { EventStream } from '../../engine/event-stream.ts';

/**
 * How many records of a partition have arrived by a run time (those at exactly `micros` count): the offset of the
 * first that has not. For a ledger, a look back at a window's records, or the height of a log. Logarithmic.
 */
export function offsetsUpTo(stream: EventStream, partition: number, micros: number): number {
  const length = stream.length?.(partition) ?? Number.POSITIVE_INFINITY;
  return firstAfter(stream, partition, micros, 0, length);
}

/** The same among all offsets from `from` on, which may lie before the run where the stream allows it. */
export function firstAfter(
  stream: EventStream,
  partition: number,
  micros: number,
  from: number,
  length: number,
): number {
  let low = from;
  let step = 1;
  // Gallop first: the log has no end, and its beginning is asked for most.
  while (low + step < length && stream.arrivalMicros(partition, low + step - 1) <= micros) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, length);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (stream.arrivalMicros(partition, middle) <= micros) low = middle + 1;
    else high = middle;
  }
  return low;
}
