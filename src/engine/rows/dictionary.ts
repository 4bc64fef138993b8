import { hashString } from '../../base/java-hash.ts';

/**
 * Every text of a run, once. Records hold its number, so keys compare and hash as integers.
 * It only grows: it is part of no snapshot, and nothing may depend on the order of its numbers.
 */
export class Dictionary {
  private readonly texts: string[] = [];
  private readonly ids = new Map<string, number>();
  private readonly hashes: number[] = [];

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

  /** Java's String.hashCode, which decides the key group. */
  javaHash(id: number): number {
    return this.hashes[id] ?? 0;
  }
}
