import { foldBase, readStamped, type Stamped, stampNow, type Ttl } from './ttl-settings.ts';

/** The slot of the current key under the handle; null = empty. */
export interface ValueStorage<T> {
  get(): T | null;
  set(value: T): void;
  clear(): void;
}

/** Flink's `TtlValueState`: writing anew, even the same value, renews the stamp. */
export class TtlValueState<T> {
  readonly #storage: ValueStorage<Stamped<T>>;
  readonly #ttl: Ttl;

  constructor(storage: ValueStorage<Stamped<T>>, ttl: Ttl) {
    this.#storage = storage;
    this.#ttl = ttl;
  }

  value(): T | null {
    return readStamped(this.#storage.get(), this.#ttl, this.#storage)?.value ?? null;
  }

  /** Null clears. */
  update(value: T | null): void {
    if (value === null) this.#storage.clear();
    else this.#storage.set(stampNow(value, this.#ttl));
  }

  clear(): void {
    this.#storage.clear();
  }
}

/** Flink's `TtlReducingState`: one stamp for the folded value, renewed by every add. */
export class TtlReducingState<T> {
  readonly #storage: ValueStorage<Stamped<T>>;
  readonly #ttl: Ttl;
  readonly #reduce: (a: T, b: T) => T;

  constructor(storage: ValueStorage<Stamped<T>>, ttl: Ttl, reduce: (a: T, b: T) => T) {
    this.#storage = storage;
    this.#ttl = ttl;
    this.#reduce = reduce;
  }

  get(): T | null {
    return readStamped(this.#storage.get(), this.#ttl, this.#storage)?.value ?? null;
  }

  add(value: T): void {
    const base = foldBase(this.#storage.get(), this.#ttl);
    this.#storage.set(stampNow(base === null ? value : this.#reduce(base.value, value), this.#ttl));
  }

  clear(): void {
    this.#storage.clear();
  }
}

/** Flink's `AggregateFunction`, as far as keyed state needs it. */
export interface AggregateFunction<In, Acc, Out> {
  createAccumulator(): Acc;
  add(value: In, accumulator: Acc): Acc;
  getResult(accumulator: Acc): Out;
}

/** Flink's `TtlAggregatingState`: as reducing, with an accumulator of its own kind. */
export class TtlAggregatingState<In, Acc, Out> {
  readonly #storage: ValueStorage<Stamped<Acc>>;
  readonly #ttl: Ttl;
  readonly #aggregate: AggregateFunction<In, Acc, Out>;

  constructor(storage: ValueStorage<Stamped<Acc>>, ttl: Ttl, aggregate: AggregateFunction<In, Acc, Out>) {
    this.#storage = storage;
    this.#ttl = ttl;
    this.#aggregate = aggregate;
  }

  get(): Out | null {
    const read = readStamped(this.#storage.get(), this.#ttl, this.#storage);
    return read === null ? null : this.#aggregate.getResult(read.value);
  }

  add(value: In): void {
    const base = foldBase(this.#storage.get(), this.#ttl);
    const accumulator = base === null ? this.#aggregate.createAccumulator() : base.value;
    this.#storage.set(stampNow(this.#aggregate.add(value, accumulator), this.#ttl));
  }

  clear(): void {
    this.#storage.clear();
  }
}
