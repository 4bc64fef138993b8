/** The copies of a broadcast state beside one another: which entries differ, and how each is coloured. */
import type { StateViewProps } from '../state-view.ts';

export interface Tile {
  readonly key: string;
  /** From 0 to 1, by a hash of the values: equal entries look equal. Null where the copy lacks the entry. */
  readonly shade: number | null;
  readonly values: readonly string[];
  /** Not all copies have the same. */
  readonly differs: boolean;
}

export interface Copies {
  /** Entries of each copy. */
  readonly totals: readonly number[];
  readonly columns: readonly string[];
  /** One list for each copy, all of the same keys in the same order. */
  readonly tiles: readonly (readonly Tile[])[];
  /** Of how many keys the copies were compared, and how many differ. */
  readonly compared: number;
  readonly differing: number;
}

export function compareCopies(picture: StateViewProps['picture'], most: number): Copies {
  const tables = picture.subtasks.map(({ entries }) => entries.find(({ name }) => name === 'entries'));
  const byKey = tables.map(
    (table) => new Map((table?.rows ?? []).map(([key, , ...values]) => [String(key ?? '–'), values.map(valueText)])),
  );
  // A table that is cut off says nothing of the keys it lacks: those are compared that every cut-off copy shows.
  const keys = [...new Set(byKey.flatMap((copy) => [...copy.keys()]))].filter((key) =>
    byKey.every((copy, at) => copy.has(key) || copy.size === (tables[at]?.total ?? 0)),
  );
  const differs = (key: string) => new Set(byKey.map((copy) => copy.get(key)?.join(' '))).size > 1;
  const differing = new Set(keys.filter(differs));
  const sorted = keys.toSorted((a, b) => (a < b ? -1 : 1));
  const equal = sorted.filter((key) => !differing.has(key));
  // Those that differ stand first; where both kinds are many, half of the room is left to the others.
  const odd = sorted.filter((key) => differing.has(key)).slice(0, Math.max(most >> 1, most - equal.length));
  const shown = [...odd, ...equal].slice(0, most);
  return {
    totals: tables.map((table) => table?.total ?? 0),
    columns: tables[0]?.columns.slice(2) ?? [],
    tiles: byKey.map((copy) =>
      shown.map((key) => {
        const values = copy.get(key);
        return {
          key,
          values: values ?? [],
          shade: values === undefined ? null : shadeOf(values.join(' ')),
          differs: differing.has(key),
        };
      }),
    ),
    compared: keys.length,
    differing: differing.size,
  };
}

function valueText(value: unknown): string {
  return typeof value === 'number' ? String(Math.round(value * 10_000) / 10_000) : String(value ?? '–');
}

/** FNV-1a over the text, as a share: neighbouring values get unlike shades. */
function shadeOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 8) / 0x1000000;
}
