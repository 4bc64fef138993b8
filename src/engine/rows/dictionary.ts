import { hashString } from '../../base/java-hash.ts';

/**
 * Every text of a run, once, and every number that is a key and not small: records and state hold where it stands, so
 * keys compare and hash as integers. It only grows and is shared by all branches of a run: it is part of no snapshot,
 * and nothing may depend on the order in which it was filled.
 */
export class Dictionary {
  private readonly texts: string[] = [];
  private readonly ids = new Map<string, number>();
  private readonly hashes: number[] = [];
  private readonly numbers: number[] = [];
  private readonly numberIds = new Map<number, number>();

  id(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = this.texts.length;
    this.texts.push(text);
    this.ids.set(text, id);
    this.hashes.push(hashString(text));
    return id;
  }

  text(id: number): string {
    return this.texts[id] ?? '';
  }

  numberId(value: number): number {
    const known = this.numberIds.get(value);
    if (known !== undefined) return known;
    const id = this.numbers.length;
    this.numbers.push(value);
    this.numberIds.set(value, id);
    return id;
  }

  number(id: number): number {
    return this.numbers[id] ?? Number.NaN;
  }

  /** Java's String.hashCode, which decides the key group. */
  javaHash(id: number): number {
    return this.hashes[id] ?? 0;
  }
}
