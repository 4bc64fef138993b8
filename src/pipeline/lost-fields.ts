/** Finds what a schema left out: fields that a document has and that parsing did not keep. */

export type FieldPath = readonly (string | number)[];

/**
 * Paths of all fields in `raw` that `parsed` lacks. Comparing the two sees the same in every schema, however it is
 * built, and goes on behind an unknown field to find the next. A value that parsing turned into another type
 * (text into a number) counts as kept.
 */
export function lostFields(raw: unknown, parsed: unknown, path: FieldPath = []): readonly FieldPath[] {
  if (Array.isArray(raw) && Array.isArray(parsed)) {
    return raw.flatMap((item, index) => lostFields(item, parsed[index], [...path, index]));
  }
  if (!isRecord(raw) || !isRecord(parsed)) return [];
  const kept = new Map(Object.entries(parsed));
  return Object.entries(raw).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return kept.has(name) ? lostFields(value, kept.get(name), [...path, name]) : [[...path, name]];
  });
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
