/**
 * A running digest of numbers and texts, 64 bits wide: equal runs have equal digests in every browser.
 * It finds accidents, not forgers.
 */
export class Digest {
  private left = 0x243f6a88;
  private right = 0x85a308d3;
  private words = 0;

  /** The bits of a float64. Every NaN counts as one value, −0 and 0 as two. */
  number(value: number): this {
    // The payload of a NaN is left to the JavaScript engine.
    float[0] = Number.isNaN(value) ? 0 : value;
    this.absorb(Number.isNaN(value) ? NAN_TAG : NUMBER_TAG);
    this.absorb(bits[0] ?? 0);
    this.absorb(bits[1] ?? 0);
    return this;
  }

  /** The UTF-16 units of a text and their number, so that `ab` + `c` is not `a` + `bc`. */
  text(value: string): this {
    this.absorb(TEXT_TAG ^ value.length);
    for (let i = 0; i < value.length; i++) this.absorb(value.charCodeAt(i));
    return this;
  }

  bytes(value: Uint8Array): this {
    this.absorb(BYTES_TAG ^ value.length);
    for (let i = 0; i < value.length; i += 4) {
      const low = (value[i] ?? 0) | ((value[i + 1] ?? 0) << 8);
      const high = (value[i + 2] ?? 0) | ((value[i + 3] ?? 0) << 8);
      this.absorb(low | (high << 16));
    }
    return this;
  }

  /** Sixteen hexadecimal digits. The digest may go on afterwards. */
  hex(): string {
    const left = scramble(this.left ^ this.words);
    const right = scramble(this.right ^ left);
    return toHex(scramble(left + right)) + toHex(right);
  }

  private absorb(word: number): void {
    this.words = (this.words + 1) | 0;
    const left = Math.imul(this.left ^ Math.imul(word, 0xcc9e2d51), 0x1b873593);
    const right = Math.imul(this.right ^ Math.imul(word, 0x85ebca6b), 0xc2b2ae35);
    // Each lane takes the other's turn, so that no word can cancel an earlier one in both.
    this.left = (((left << 13) | (left >>> 19)) + right) | 0;
    this.right = (((right << 17) | (right >>> 15)) ^ left) | 0;
  }
}

export function digest(): Digest {
  return new Digest();
}

export function digestBytes(bytes: Uint8Array): string {
  return digest().bytes(bytes).hex();
}

const NUMBER_TAG = 0x6e000000;
const NAN_TAG = 0x6e000001;
const TEXT_TAG = 0x74000000;
const BYTES_TAG = 0x62000000;

const float = new Float64Array(1);
/** The low word first on every machine that runs a browser today. */
const bits = new Int32Array(float.buffer);

function scramble(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function toHex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
