/** What the palette lists: kinds by group, in the order of the list of operators, or those that a search finds. */
import type { OperatorFace, OperatorGroup } from '../../operators/kind.ts';

export interface PaletteGroup {
  readonly group: OperatorGroup;
  readonly title: string;
  readonly faces: readonly OperatorFace[];
}

const TITLES: readonly (readonly [OperatorGroup, string])[] = [
  ['sources', 'Sources'],
  ['enrich', 'Enrich'],
  ['join', 'Join'],
  ['window', 'Window'],
  ['transform', 'Transform'],
  ['features', 'Features'],
  ['predict', 'Predict & learn'],
  ['deliver', 'Deliver'],
];

/** Groups without a kind are not listed: nothing on the page is dead. */
export function paletteGroups(faces: readonly OperatorFace[], search: string): readonly PaletteGroup[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = faces.filter((face) => words.every((word) => textOf(face).includes(word)));
  return TITLES.map(([group, title]) => ({ group, title, faces: found.filter((face) => face.group === group) })).filter(
    (entry) => entry.faces.length > 0,
  );
}

function textOf({ title, kind, purpose, group }: OperatorFace): string {
  return `${title} ${kind} ${purpose} ${group}`.toLowerCase();
}
