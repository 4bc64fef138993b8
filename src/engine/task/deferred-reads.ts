import type { Predictions } from '../engine-services.ts';
import type { FieldReader } from '../rows/field-access.ts';

/** The deferred fields that a subtask's operators look at: a record is not taken before their values are there. */
export class DeferredReads {
  private reads: { readonly port: number; readonly reader: FieldReader }[] = [];

  add(port: number, reader: FieldReader): void {
    this.reads.push({ port, reader });
  }

  isBlocked(row: number, port: number, predictions: Predictions): boolean {
    for (const read of this.reads) {
      if (read.port === port && predictions.value(read.reader.read(row)) === undefined) return true;
    }
    return false;
  }

  clear(): void {
    this.reads = [];
  }
}
