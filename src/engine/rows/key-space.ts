/**
 * Keys as int32: state tables, timers and partitioners never see anything else. A text is its number in the
 * dictionary, a small non-negative integer is itself, any other number gets a number from 2^30 on.
 */
import { hashBoolean, hashDouble, hashInteger, hashLong } from '../../base/java-hash.ts';
import type { FieldType, FieldValue } from '../schema.ts';
import type { Dictionary } from './dictionary.ts';

const FIRST_INTERNED = 2 ** 30;
const MISSING = 2 ** 31 - 1;

export class KeySpace {
  readonly type: FieldType;
  private readonly dictionary: Dictionary;
  private readonly interned: number[] = [];
  private readonly ids = new Map<number, number>();

  constructor(type: FieldType, dictionary: Dictionary) {
    this.type = type;
    this.dictionary = dictionary;
  }

  /** The key of a stored field value (see FieldReader#read). Flink refuses a null key; here it is a key of its own. */
  keyOf(stored: number): number {
    if (this.type === 'string' || this.type === 'boolean') return stored < 0 ? MISSING : stored;
    if (stored >= 0 && stored < FIRST_INTERNED && (stored | 0) === stored) return stored;
    return Number.isNaN(stored) ? MISSING : this.intern(stored);
  }

  value(key: number): FieldValue {
    if (key === MISSING) return null;
    if (this.type === 'string') return this.dictionary.text(key);
    if (this.type === 'boolean') return key === 1;
    return key < FIRST_INTERNED ? key : (this.interned[key - FIRST_INTERNED] ?? null);
  }

  /** Java's hashCode of the key as its type boxes it: String, Boolean, Integer or Long, Double. */
  javaHash(key: number): number {
    if (key === MISSING) return 0;
    if (this.type === 'string') return this.dictionary.javaHash(key);
    if (this.type === 'boolean') return hashBoolean(key === 1);
    const value = key < FIRST_INTERNED ? key : (this.interned[key - FIRST_INTERNED] ?? 0);
    if (this.type === 'number') return hashDouble(value);
    return (value | 0) === value ? hashInteger(value) : hashLong(BigInt(value));
  }

  private intern(value: number): number {
    const known = this.ids.get(value);
    if (known !== undefined) return known;
    const id = FIRST_INTERNED + this.interned.length;
    this.interned.push(value);
    this.ids.set(value, id);
    return id;
  }
}
