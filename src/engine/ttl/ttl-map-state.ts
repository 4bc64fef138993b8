import { readStamped, type Stamped, stampNow, type Ttl } from './ttl-settings.ts';

/** The map of the current key under the handle. `entries` is read in full before anything is written. */
export interface MapStorage<Key, T> {
  get(key: Key): T | null;
  set(key: Key, value: T): void;
  remove(key: Key): void;
  entries(): readonly (readonly [Key, T])[];
  clear(): void;
}

/** Flink's `TtlMapState`: every entry has its own stamp, and every read of an expired entry removes it. */
export class TtlMapState<Key, T> {
  readonly #storage: MapStorage<Key, Stamped<T>>;
  readonly #ttl: Ttl;

  constructor(storage: MapStorage<Key, Stamped<T>>, ttl: Ttl) {
    this.#storage = storage;
    this.#ttl = ttl;
  }

  /** Null for an absent entry, and for one whose value is null. */
  get(key: Key): T | null {
    return this.#read(key, this.#storage.get(key))?.value ?? null;
  }

  contains(key: Key): boolean {
    return this.#read(key, this.#storage.get(key)) !== null;
  }

  put(key: Key, value: T): void {
    this.#storage.set(key, stampNow(value, this.#ttl));
  }

  putAll(entries: Iterable<readonly [Key, T]>): void {
    for (const [key, value] of entries) this.put(key, value);
  }

  remove(key: Key): void {
    this.#storage.remove(key);
  }

  entries(): readonly (readonly [Key, T])[] {
    return this.#storage.entries().flatMap(([key, stored]) => {
      const read = this.#read(key, stored);
      return read === null ? [] : [[key, read.value] as const];
    });
  }

  /** Looks at what is stored, so expired entries that nothing has read yet still count, in Flink as here. */
  isEmpty(): boolean {
    return this.#storage.entries().length === 0;
  }

  clear(): void {
    this.#storage.clear();
  }

  #read(key: Key, stored: Stamped<T> | null): Stamped<T> | null {
    return readStamped(stored, this.#ttl, {
      set: (renewed) => this.#storage.set(key, renewed),
      clear: () => this.#storage.remove(key),
    });
  }
}
