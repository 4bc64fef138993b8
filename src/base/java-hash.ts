/**
 * `hashCode` of the Java types that a key can box to. Flink assigns key groups by it
 * (KeyGroupRangeAssignment#assignToKeyGroup), so a key must fall where it would fall there.
 */
export function hashString(text: string): number {
  let hash = 0;
  // Java sums over UTF-16 units, which is what charCodeAt gives: no code points here.
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

/** An Integer is its own hash; `value` must be an int32. */
export function hashInteger(value: number): number {
  return value | 0;
}

/** A Long folds its two words; −1 and 0 therefore share a hash. */
export function hashLong(value: bigint): number {
  return Number(BigInt.asIntN(32, value ^ (value >> 32n)));
}

/** A Double folds its bits (doubleToLongBits): every NaN is one key, and −0 is not 0. */
export function hashDouble(value: number): number {
  // The payload of a NaN is left to the JavaScript engine; Java has one: 0x7ff80000_00000000.
  if (Number.isNaN(value)) return 0x7ff80000;
  view.setFloat64(0, value);
  return view.getInt32(0) ^ view.getInt32(4);
}

export function hashBoolean(value: boolean): number {
  return value ? 1231 : 1237;
}

const view = new DataView(new ArrayBuffer(8));
