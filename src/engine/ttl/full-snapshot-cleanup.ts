import { isExpired, type Stamped, type Ttl } from './ttl-settings.ts';

/**
 * The opt-in filter of full snapshots (`cleanupFullSnapshot`, Flink's `TtlStateSnapshotTransformer`): what
 * has expired is not written; the state itself stays as it is. Null = nothing is left to write.
 */
export function withoutExpiredValue<T>(stamped: Stamped<T>, ttl: Ttl): Stamped<T> | null {
  return isExpired(stamped, ttl) ? null : stamped;
}

export function withoutExpiredElements<T>(elements: readonly Stamped<T>[], ttl: Ttl): readonly Stamped<T>[] | null {
  const living = elements.filter((element) => !isExpired(element, ttl));
  return living.length === 0 ? null : living;
}

export function withoutExpiredEntries<Key, T>(
  entries: ReadonlyMap<Key, Stamped<T>>,
  ttl: Ttl,
): ReadonlyMap<Key, Stamped<T>> | null {
  const living = new Map([...entries].filter(([, stamped]) => !isExpired(stamped, ttl)));
  return living.size === 0 ? null : living;
}
