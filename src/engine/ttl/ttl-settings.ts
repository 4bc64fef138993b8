/** Flink's `StateTtlConfig`: how long a value lives on the processing clock, and what a read does and sees. */
export interface TtlSettings {
  /** Greater than 0, ms; Infinity (Long.MAX_VALUE) never expires. */
  readonly ttlMs: number;
  /** Whether a read of a living value renews its stamp, or only a write does. */
  readonly update: 'OnCreateAndWrite' | 'OnReadAndWrite';
  /** Whether the first read of an expired value still returns it before it is cleared. */
  readonly visibility: 'NeverReturnExpired' | 'ReturnExpiredIfNotCleanedUp';
}

/** A value with the time of its last renewal, epoch ms. It is stored so, hence downtime counts. */
export interface Stamped<T> {
  readonly value: T;
  readonly stamp: number;
}

/** What one state handle works with: its settings and the processing clock of its task. */
export interface Ttl {
  readonly settings: TtlSettings;
  readonly now: () => number;
}

export function createTtl(settings: TtlSettings, now: () => number): Ttl {
  if (!(settings.ttlMs > 0)) throw new Error('IllegalArgumentException: TTL is expected to be positive');
  return { settings, now };
}

/** At exactly `stamp + ttl` the value is expired. Event time and watermarks play no part. */
export function isExpired(stamped: Stamped<unknown>, { settings, now }: Ttl): boolean {
  return stamped.stamp + settings.ttlMs <= now();
}

export function stampNow<T>(value: T, ttl: Ttl): Stamped<T> {
  return { value, stamp: ttl.now() };
}

/**
 * A read of one stamped value (`AbstractTtlDecorator#getWrappedWithTtlCheckAndUpdate`): an expired one is
 * cleared and, if the visibility allows, returned this once; a living one is renewed if reads renew.
 */
export function readStamped<T>(
  stamped: Stamped<T> | null,
  ttl: Ttl,
  storage: { set(stamped: Stamped<T>): void; clear(): void },
): Stamped<T> | null {
  if (stamped === null) return null;
  if (isExpired(stamped, ttl)) {
    storage.clear();
    return ttl.settings.visibility === 'NeverReturnExpired' ? null : stamped;
  }
  if (ttl.settings.update === 'OnReadAndWrite') storage.set(stampNow(stamped.value, ttl));
  return stamped;
}

/**
 * What an `add` folds onto (`AbstractTtlDecorator#getUnexpired`): nothing if the value has expired and
 * expired ones are never returned; otherwise the value, even an expired one that nothing has cleared yet.
 */
export function foldBase<T>(stamped: Stamped<T> | null, ttl: Ttl): Stamped<T> | null {
  if (stamped === null) return null;
  return ttl.settings.visibility === 'NeverReturnExpired' && isExpired(stamped, ttl) ? null : stamped;
}
