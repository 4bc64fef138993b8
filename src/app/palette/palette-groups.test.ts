import { describe, expect, it } from 'vitest';
import { fixtureKinds } from '../fixtures/fixture-kinds.ts';
import { paletteGroups } from './palette-groups.ts';

const faces = fixtureKinds.map(({ spec }) => spec);
const kinds = (search: string) => paletteGroups(faces, search).flatMap((group) => group.faces.map(({ kind }) => kind));

describe('the palette', () => {
  it('lists every kind once, sources first', () => {
    expect(kinds('').sort()).toEqual(faces.map(({ kind }) => kind).sort());
    expect(paletteGroups(faces, '')[0]?.title).toBe('Sources');
  });

  it('has no group without a kind', () => {
    expect(paletteGroups(faces, '').every((group) => group.faces.length > 0)).toBe(true);
  });

  it.each([
    ['window', ['tumbling-window']],
    ['WEATH', ['weather']],
    // Words of the purpose find a kind whose name one does not know yet.
    ['transactions topic', ['kafka-sink']],
    ['no such thing', []],
  ])('finds by "%s" %j', (search, expected) => {
    expect(kinds(search)).toEqual(expected);
  });
});
