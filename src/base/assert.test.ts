import { expect, test } from 'vitest';
import { assert, assertNever } from './assert.ts';

test('a broken rule stops with its message', () => {
  expect(() => assert(1 > 2, 'node-3: queue above its bound')).toThrow('node-3: queue above its bound');
  expect(() => assert(true, 'never shown')).not.toThrow();
});

type Thing = { readonly kind: 'known' } | { readonly kind: 'other' };

test('a case that the types forbid is named when it happens all the same', () => {
  const name = (thing: Thing): string => {
    switch (thing.kind) {
      case 'known':
      case 'other':
        return thing.kind;
      default:
        return assertNever(thing);
    }
  };
  expect(name({ kind: 'other' })).toBe('other');
  expect(() => name(JSON.parse('{"kind":"ghost"}'))).toThrow('ghost');
});
