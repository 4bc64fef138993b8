/**
 * Walks the fields of one protobuf message, just far enough to read the notes
 * that a model carries about itself. Damaged bytes end the walk with
 * `undefined` instead of an exception: a wrong file is the user's, not ours.
 */
export interface ProtobufField {
  readonly number: number;
  /** The content of a length-delimited field; empty for every other wire type. */
  readonly bytes: Uint8Array;
  /** The value of a varint field; 0 for every other wire type. */
  readonly integer: number;
}

export function readFields(message: Uint8Array): readonly ProtobufField[] | undefined {
  const fields: ProtobufField[] = [];
  let at = 0;
  while (at < message.length) {
    const key = readVarint(message, at);
    if (key === undefined) return undefined;
    at = key.end;
    const number = Math.floor(key.value / 8);
    if (number === 0) return undefined;
    const wire = key.value % 8;
    if (wire === 0) {
      const value = readVarint(message, at);
      if (value === undefined) return undefined;
      fields.push({ number, bytes: EMPTY, integer: value.value });
      at = value.end;
    } else if (wire === 2) {
      const length = readVarint(message, at);
      if (length === undefined || length.end + length.value > message.length) return undefined;
      at = length.end + length.value;
      fields.push({ number, bytes: message.subarray(length.end, at), integer: 0 });
    } else if (wire === 1 || wire === 5) {
      at += wire === 1 ? 8 : 4;
      if (at > message.length) return undefined;
      fields.push({ number, bytes: EMPTY, integer: 0 });
    } else {
      return undefined;
    }
  }
  return fields;
}

const EMPTY = new Uint8Array(0);
const LONGEST_VARINT = 10;

function readVarint(bytes: Uint8Array, start: number): { value: number; end: number } | undefined {
  let value = 0;
  let scale = 1;
  for (let at = start; at < start + LONGEST_VARINT; at++) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return { value, end: at + 1 };
    scale *= 0x80;
  }
  return undefined;
}
