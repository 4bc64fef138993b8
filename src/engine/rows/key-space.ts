/**
 * Keys as int32: state tables, timers and partitioners never see anything else. A text is its number in the
 * dictionary, a small non-negative integer is itself, any other number is its place there, from 2^30 on.
 */
import { hashBoolean, hashDouble, hashInteger, hashLong } from '../../base/java-hash.ts';
import type { FieldType, FieldValue } from '../schema.ts';
import type { Dictionary } from './dictionary.ts';

const FIRST_INTERNED = 2 ** 30;
const MISSING = 2 ** 31 - 1;

export class KeySpace {
  readonly type: FieldType;
  private readonly isNumeric: boolean;
  private readonly dictionary: Dictionary;

  constructor(type: FieldType, dictionary: Dictionary) {
    this.type = type;
    this.isNumeric = type !== 'string' && type !== 'boolean';
    this.dictionary = dictionary;
  }

  /** The key of a stored field value (see FieldReader#read). Flink refuses a null key; here it is a key of its own. */
  keyOf(stored: number): number {
    if (!this.isNumeric) return stored < 0 ? MISSING : stored;
    if (stored >= 0 && stored < FIRST_INTERNED && (stored | 0) === stored && !this.isOtherZero(stored)) return stored;
    return Number.isNaN(stored) ? MISSING : FIRST_INTERNED + this.dictionary.numberId(stored);
  }

  /** Of doubles −0 is a key of its own, as to Double#equals; 0 is never interned, so its place there is free. */
  private isOtherZero(stored: number): boolean {
    return stored === 0 && 1 / stored < 0 && this.type === 'number';
  }

  value(key: number): FieldValue {
    if (key === MISSING) return null;
    if (this.type === 'string') return this.dictionary.text(key);
    if (this.type === 'boolean') return key === 1;
    return this.numberOf(key);
  }

  /** Java's hashCode of the key as its type boxes it: String, Boolean, Integer or Long, Double. */
  javaHash(key: number): number {
    if (key === MISSING) return 0;
    if (this.type === 'string') return this.dictionary.javaHash(key);
    if (this.type === 'boolean') return hashBoolean(key === 1);
    const value = this.numberOf(key);
    if (this.type === 'number') return hashDouble(value);
    return (value | 0) === value ? hashInteger(value) : hashLong(BigInt(value));
  }

  private numberOf(key: number): number {
    return key < FIRST_INTERNED ? key : this.dictionary.number(key - FIRST_INTERNED);
  }
}
