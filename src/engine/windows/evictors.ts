/** Flink's evictors: what a window lets go of when it fires, before its function is called or after it. */

/** An element of a window, with its timestamp; NaN: it has none. */
export interface WindowElement<Value> {
  readonly value: Value;
  readonly timestamp: number;
}

export type EvictorSpec<Value> = { readonly isAfter: boolean } & (
  | { readonly kind: 'count'; readonly n: number }
  | { readonly kind: 'time'; readonly size: number }
  | {
      readonly kind: 'delta';
      readonly threshold: number;
      readonly delta: (older: Value, newest: Value) => number;
    }
);

/** The elements that stay; what goes is gone for later firings, too. */
export interface Evictor<Value> {
  evictBefore(elements: readonly WindowElement<Value>[]): readonly WindowElement<Value>[];
  evictAfter(elements: readonly WindowElement<Value>[]): readonly WindowElement<Value>[];
}

export function createEvictor<Value>(spec: EvictorSpec<Value>): Evictor<Value> {
  const evict = (elements: readonly WindowElement<Value>[]) => keep(spec, elements);
  const leave = (elements: readonly WindowElement<Value>[]) => elements;
  return spec.isAfter ? { evictBefore: leave, evictAfter: evict } : { evictBefore: evict, evictAfter: leave };
}

function keep<Value>(
  spec: EvictorSpec<Value>,
  elements: readonly WindowElement<Value>[],
): readonly WindowElement<Value>[] {
  switch (spec.kind) {
    case 'count':
      return elements.slice(Math.max(0, elements.length - spec.n));
    case 'time':
      return keepLatest(elements, spec.size);
    case 'delta': {
      const newest = elements.at(-1);
      if (newest === undefined) throw new Error('NoSuchElementException: a delta evictor needs an element');
      // Not `>=`, turned round: a delta that is no number evicts nothing.
      return elements.filter(({ value }) => !(spec.delta(value, newest.value) >= spec.threshold));
    }
  }
}

/** Whether the elements have timestamps is asked of the first: all must be as it is. */
function keepLatest<Value>(elements: readonly WindowElement<Value>[], size: number): readonly WindowElement<Value>[] {
  const [first] = elements;
  if (first === undefined || Number.isNaN(first.timestamp)) return elements;
  if (elements.some(({ timestamp }) => Number.isNaN(timestamp)))
    throw new Error('IllegalStateException: the record has no timestamp, which a time evictor needs');
  const cutoff = Math.max(...elements.map(({ timestamp }) => timestamp)) - size;
  return elements.filter(({ timestamp }) => timestamp > cutoff);
}
