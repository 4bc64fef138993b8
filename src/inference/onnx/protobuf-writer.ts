/**
 * The few protobuf encodings that an ONNX file needs. Every function returns
 * bytes, and a message is the concatenation of its fields, so a model is
 * written as one nested expression with no writer object to keep in step.
 * Wire format: https://protobuf.dev/programming-guides/encoding/
 */
export function message(...fields: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const field of fields) length += field.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const field of fields) {
    bytes.set(field, at);
    at += field.length;
  }
  return bytes;
}

/** A non-negative integer field. ONNX needs no negative one here, so zigzag and ten-byte forms are left out. */
export function integerField(number: number, value: number): Uint8Array {
  return message(tag(number, WIRE_VARINT), varint(value));
}

export function floatField(number: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return message(tag(number, WIRE_FIXED32), bytes);
}

/** Bytes, an embedded message, or anything else whose length is written before it. */
export function bytesField(number: number, bytes: Uint8Array): Uint8Array {
  return message(tag(number, WIRE_LENGTH), varint(bytes.length), bytes);
}

export function textField(number: number, text: string): Uint8Array {
  return bytesField(number, new TextEncoder().encode(text));
}

/** Repeated integers in the packed form, which every protobuf reader accepts for a repeated scalar. */
export function integersField(number: number, values: ArrayLike<number>): Uint8Array {
  return bytesField(number, message(...Array.from(values, varint)));
}

/** Repeated floats in the packed form. */
export function floatsField(number: number, values: ArrayLike<number>): Uint8Array {
  return bytesField(number, floatBytes(values));
}

/** Floats as ONNX stores them, little-endian whatever the machine is. */
export function floatBytes(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i] ?? 0, true);
  return bytes;
}

/** Small non-negative integers as little-endian int64, the index type of ONNX. */
export function integer64Bytes(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setUint32(i * 8, values[i] ?? 0, true);
  return bytes;
}

const WIRE_VARINT = 0;
const WIRE_LENGTH = 2;
const WIRE_FIXED32 = 5;

function tag(number: number, wire: number): Uint8Array {
  return varint(number * 8 + wire);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
