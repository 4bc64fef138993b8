import { assignKeyToParallelOperator, computeDefaultMaxParallelism } from '../key-groups.ts';
import type { FieldReader } from '../rows/field-access.ts';
import type { KeySpace } from '../rows/key-space.ts';

const MOST_KNOWN = 2 ** 20;

/** Sends each row to the subtask whose key groups hold its key (Flink's KeyGroupStreamPartitioner). */
export class KeyPartitioner {
  private readonly key: FieldReader;
  private readonly keys: KeySpace;
  private readonly parallelism: number;
  /** One more than the subtask of each key met so far, by key. */
  private known = new Int32Array(1024);

  constructor(key: FieldReader, keys: KeySpace, parallelism: number) {
    this.key = key;
    this.keys = keys;
    this.parallelism = parallelism;
  }

  channelOf(row: number): number {
    const key = this.keys.keyOf(this.key.read(row));
    const known = key < this.known.length ? this.known[key] : 0;
    return known > 0 ? known - 1 : this.assign(key);
  }

  private assign(key: number): number {
    const { keys, parallelism } = this;
    const maxParallelism = computeDefaultMaxParallelism(parallelism);
    const subtask = assignKeyToParallelOperator(keys.javaHash(key), maxParallelism, parallelism);
    if (key < MOST_KNOWN) {
      while (key >= this.known.length) this.grow();
      this.known[key] = subtask + 1;
    }
    return subtask;
  }

  private grow(): void {
    const { known } = this;
    this.known = new Int32Array(known.length * 2);
    this.known.set(known);
  }
}
