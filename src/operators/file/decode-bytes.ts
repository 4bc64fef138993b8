/**
 * From a file's bytes to text. Bytes that mean nothing in the file's encoding become lone surrogates, which no valid
 * text holds: a reader can tell the rows they stand in from a row whose author wrote the replacement character.
 */
export type Encoding = 'UTF-8' | 'UTF-16 LE' | 'UTF-16 BE';

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** False where every byte could be read, so that rows need not be looked at one by one. */
  readonly hasUnreadable: boolean;
}

export function decodeBytes(bytes: Uint8Array): DecodedText {
  const { encoding, markLength } = detectEncoding(bytes);
  const content = bytes.subarray(markLength);
  if (encoding === 'UTF-8') return { encoding, ...decodeUtf8(content) };
  const text = decodeUtf16(content, encoding === 'UTF-16 LE');
  return { encoding, text, hasUnreadable: !isReadable(text) };
}

/** False where a byte stood that the encoding does not know. */
export function isReadable(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** A surrogate that is not half of a pair: in this mode a pair is one character. */
const LONE_SURROGATE = /\p{Cs}/u;
const UNREADABLE = '\udc80';
const CHUNK = 8192;
const SAMPLE_BYTES = 4096;

/** A byte order mark decides; without one, every other byte of a table in UTF-16 is mostly zero. */
function detectEncoding(bytes: Uint8Array): { readonly encoding: Encoding; readonly markLength: number } {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'UTF-8', markLength: 3 };
  if (first === 0xff && second === 0xfe) return { encoding: 'UTF-16 LE', markLength: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'UTF-16 BE', markLength: 2 };
  const pairs = Math.min(bytes.length, SAMPLE_BYTES) >> 1;
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) zeroFirst++;
    if (bytes[2 * i + 1] === 0) zeroSecond++;
  }
  if (pairs > 0 && zeroSecond > pairs * 0.6 && zeroFirst < pairs * 0.1) return { encoding: 'UTF-16 LE', markLength: 0 };
  if (pairs > 0 && zeroFirst > pairs * 0.6 && zeroSecond < pairs * 0.1) return { encoding: 'UTF-16 BE', markLength: 0 };
  return { encoding: 'UTF-8', markLength: 0 };
}

function decodeUtf8(bytes: Uint8Array): { readonly text: string; readonly hasUnreadable: boolean } {
  // The platform's decoder is far quicker than ours; it is asked for stretches that are known to be valid.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: string[] = [];
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = bytes[at] < 0x80 ? 1 : sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(decoder.decode(bytes.subarray(from, at)), UNREADABLE);
    at++;
    from = at;
  }
  parts.push(decoder.decode(bytes.subarray(from)));
  return { text: parts.join(''), hasUnreadable: parts.length > 1 };
}

/** Length of the valid sequence that starts here (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF), else 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  const second = bytes[at + 1];
  if (lead >= 0xc2 && lead <= 0xdf) return isContinuation(second) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const lowest = lead === 0xe0 ? 0xa0 : 0x80;
    const highest = lead === 0xed ? 0x9f : 0xbf;
    return second >= lowest && second <= highest && isContinuation(bytes[at + 2]) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const lowest = lead === 0xf0 ? 0x90 : 0x80;
    const highest = lead === 0xf4 ? 0x8f : 0xbf;
    const isValid =
      second >= lowest && second <= highest && isContinuation(bytes[at + 2]) && isContinuation(bytes[at + 3]);
    return isValid ? 4 : 0;
  }
  return 0;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** By hand: the platform's decoder would hide lone surrogates, and the big-endian one is not everywhere. */
function decodeUtf16(bytes: Uint8Array, isLittleEndian: boolean): string {
  const units = bytes.length >> 1;
  const low = isLittleEndian ? 0 : 1;
  const parts: string[] = [];
  const chunk = new Uint16Array(CHUNK);
  for (let from = 0; from < units; from += CHUNK) {
    const length = Math.min(CHUNK, units - from);
    for (let i = 0; i < length; i++) {
      const at = 2 * (from + i);
      chunk[i] = bytes[at + low] | (bytes[at + 1 - low] << 8);
    }
    parts.push(String.fromCharCode(...chunk.subarray(0, length)));
  }
  if (bytes.length % 2 === 1) parts.push(UNREADABLE);
  return parts.join('');
}
