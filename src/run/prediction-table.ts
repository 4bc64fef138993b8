/**
 * A hash table from a model's number and a row of floats to one float. Keys are
 * compared bit by bit and never become strings or objects: everything lies in
 * one array of 32-bit words, so that a million rows cost the garbage collector
 * nothing. Entries are only ever added, and keep their place.
 */
export class PredictionTable {
  #size = 0;
  #words = new Uint32Array(1024);
  #floats = new Float32Array(this.#words.buffer);
  #end = 0;
  /** Open addressing with linear probing: the entry's place plus one, 0 when free. */
  #slots = new Int32Array(256);
  /** The hash of each slot's key, so that few strangers are compared in full. */
  #hashes = new Int32Array(256);

  get usedWords(): number {
    return this.#end;
  }

  /** The place of the entry, or −1. */
  find(key: RowKey): number {
    const { model, count, hash, words } = key;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = (this.#slots[slot] ?? 0) - 1;
      if (place < 0) return -1;
      if (this.#hashes[slot] !== hash) continue;
      if (this.#words[place] !== model || this.#words[place + 1] !== count) continue;
      let same = 0;
      const first = place + HEADER_WORDS;
      while (same < count && this.#words[first + same] === words[same]) same++;
      if (same === count) return place;
    }
  }

  valueAt(place: number): number {
    return this.#floats[place + VALUE_WORD] ?? 0;
  }

  /** Adds a key that is not there yet, and returns its place. */
  add(key: RowKey, value: number): number {
    const { model, count, words } = key;
    const place = this.#end;
    this.#reserve(place + HEADER_WORDS + count);
    this.#words[place] = model;
    this.#words[place + 1] = count;
    this.#floats[place + VALUE_WORD] = value;
    for (let i = 0; i < count; i++) this.#words[place + HEADER_WORDS + i] = words[i] ?? 0;
    this.#end = place + HEADER_WORDS + count;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#growSlots();
    this.#claimSlot(key.hash, place);
    return place;
  }

  setValue(place: number, value: number): void {
    this.#floats[place + VALUE_WORD] = value;
  }

  /** The floats of an entry's key; valid until the next entry is added. */
  keyAt(place: number): Float32Array {
    return this.#floats.subarray(place + HEADER_WORDS, place + HEADER_WORDS + this.#words[place + 1]);
  }

  #claimSlot(hash: number, place: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = place + 1;
    this.#hashes[slot] = hash;
  }

  #reserve(words: number): void {
    if (words <= this.#words.length) return;
    const larger = new Uint32Array(Math.max(words, this.#words.length * 2));
    larger.set(this.#words.subarray(0, this.#end));
    this.#words = larger;
    this.#floats = new Float32Array(larger.buffer);
  }

  #growSlots(): void {
    const slots = this.#slots;
    const hashes = this.#hashes;
    this.#slots = new Int32Array(slots.length * 2);
    this.#hashes = new Int32Array(slots.length * 2);
    for (let slot = 0; slot < slots.length; slot++) {
      const place = (slots[slot] ?? 0) - 1;
      if (place >= 0) this.#claimSlot(hashes[slot] ?? 0, place);
    }
  }
}

/**
 * The key in hand. One is kept and refilled for every lookup, so a lookup
 * allocates nothing.
 */
export class RowKey {
  model = 0;
  count = 0;
  hash = 0;
  #floats = new Float32Array(32);
  words = new Uint32Array(this.#floats.buffer);

  fill(model: number, values: Float32Array): void {
    const count = values.length;
    if (count > this.words.length) {
      this.#floats = new Float32Array(count);
      this.words = new Uint32Array(this.#floats.buffer);
    }
    this.#floats.set(values);
    const words = this.words;
    let hash = Math.imul(model + 1, 0x9e3779b1) ^ count;
    for (let i = 0; i < count; i++) {
      hash = Math.imul(hash ^ (words[i] ?? 0), 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0xc2b2ae35);
    this.hash = hash ^ (hash >>> 16);
    this.model = model;
    this.count = count;
  }
}

/** Model, count and value come before the floats of the row. */
const HEADER_WORDS = 3;
const VALUE_WORD = 2;
