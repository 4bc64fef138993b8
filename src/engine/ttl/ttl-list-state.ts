import { isExpired, type Stamped, stampNow, type Ttl } from './ttl-settings.ts';
import type { ValueStorage } from './ttl-state.ts';

/**
 * Flink's `TtlListState`: every element has its own stamp. A read leaves expired elements where they are as
 * long as another one lives; they go when all have expired, or when a read renews the living ones.
 */
export class TtlListState<T> {
  readonly #storage: ValueStorage<readonly Stamped<T>[]>;
  readonly #ttl: Ttl;

  constructor(storage: ValueStorage<readonly Stamped<T>[]>, ttl: Ttl) {
    this.#storage = storage;
    this.#ttl = ttl;
  }

  get(): readonly T[] {
    const stored = this.#storage.get() ?? [];
    const living = stored.filter((element) => !isExpired(element, this.#ttl));
    if (living.length === 0) this.#storage.clear();
    else if (this.#ttl.settings.update === 'OnReadAndWrite')
      this.#storage.set(this.#stampAll(living.map(({ value }) => value)));
    const returned = this.#ttl.settings.visibility === 'NeverReturnExpired' ? living : stored;
    return returned.map(({ value }) => value);
  }

  add(value: T): void {
    this.addAll([value]);
  }

  /** Stamps the new elements only. */
  addAll(values: readonly T[]): void {
    if (values.length > 0) this.#storage.set([...(this.#storage.get() ?? []), ...this.#stampAll(values)]);
  }

  /** Replaces the list; an empty one clears. */
  update(values: readonly T[]): void {
    if (values.length === 0) this.#storage.clear();
    else this.#storage.set(this.#stampAll(values));
  }

  clear(): void {
    this.#storage.clear();
  }

  #stampAll(values: readonly T[]): readonly Stamped<T>[] {
    return values.map((value) => stampNow(value, this.#ttl));
  }
}
