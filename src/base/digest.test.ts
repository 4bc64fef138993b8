import { expect, test } from 'vitest';
import { digest, digestBytes } from './digest.ts';

test('equal contents have equal digests, and going on changes them', () => {
  const first = digest().number(1.5).text('hub-7');
  const second = digest().number(1.5).text('hub-7');
  expect(first.hex()).toMatch(/^[0-9a-f]{16}$/);
  expect(first.hex()).toBe(second.hex());
  expect(first.hex()).toBe(first.hex());
  expect(first.number(0).hex()).not.toBe(second.hex());
});

test('what looks alike but differs has another digest', () => {
  const digests = [
    digest(),
    digest().number(0),
    digest().number(-0),
    digest().number(Number.NaN),
    digest().number(0).number(0),
    digest().number(1),
    digest().number(1 + Number.EPSILON),
    digest().number(1).number(2),
    digest().number(2).number(1),
    digest().text(''),
    digest().text('0'),
    digest().text('ab').text('c'),
    digest().text('a').text('bc'),
    digest().bytes(new Uint8Array(0)),
    digest().bytes(new Uint8Array(1)),
    digest().bytes(new Uint8Array(2)),
    digest().bytes(new Uint8Array(5)),
  ].map((one) => one.hex());
  expect(new Set(digests).size).toBe(digests.length);
});

test('a NaN of any payload is one value', () => {
  const strange = new Float64Array(new Uint32Array([7, 0xfff80001]).buffer)[0] ?? 0;
  expect(digest().number(strange).hex()).toBe(digest().number(Number.NaN).hex());
});

test('a hundred thousand neighbours do not collide, in either half', () => {
  const whole = new Set<string>();
  const halves = new Set<string>();
  for (let i = 0; i < 100_000; i++) {
    const hex = digest().number(i).hex();
    whole.add(hex);
    halves.add(hex.slice(0, 8));
  }
  expect(whole.size).toBe(100_000);
  // About 1.2 collisions are expected in 32 bits.
  expect(halves.size).toBeGreaterThan(99_985);
});

test('a flipped bit flips about half of the digest', () => {
  let flipped = 0;
  for (let i = 0; i < 64; i++) {
    const bytes = new Uint8Array(8);
    const before = BigInt(`0x${digestBytes(bytes)}`);
    bytes[i >> 3] = 1 << (i & 7);
    flipped += (before ^ BigInt(`0x${digestBytes(bytes)}`)).toString(2).replaceAll('0', '').length;
  }
  expect(flipped / 64).toBeGreaterThan(28);
  expect(flipped / 64).toBeLessThan(36);
});

test('the digest of a fixed content never changes between releases', () => {
  expect(
    digest()
      .number(42)
      .number(-0.1)
      .text('Z07')
      .bytes(new Uint8Array([1, 2, 3]))
      .hex(),
  ).toBe('6fc402ff4aafe83c');
});
