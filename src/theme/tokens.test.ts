import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { marks } from './marks.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
const light = tokensAfter(':root {');
const darkChosen = tokensAfter(":root[data-theme='dark'] {");
const darkOfSystem = tokensAfter(":root:not([data-theme='light']) {");
const mixed = new Map([...css.matchAll(/--([\w-]+-soft):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));

const themes = [
  { theme: 'light', tokens: light },
  { theme: 'dark', tokens: darkChosen },
];
const names = Object.keys(marks);

test('the contrast of black and white is 21, of equal colours 1, of a known pair as published', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#0072b2', '#0072b2')).toBe(1);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test('the dark theme is the same whether the system or the reader chose it', () => {
  expect(darkOfSystem).toEqual(darkChosen);
  expect([...darkChosen.keys()].filter((name) => !light.has(name))).toEqual([]);
});

describe.each(themes)('in the $theme theme', ({ tokens }) => {
  const surfaces = ['paper', 'card', 'wash'].map((name) => colourOf(tokens, name));

  test.each(['ink', 'muted', ...names.map((name) => `${name}-text`)])(
    'words in %s reach 4.5:1 on every surface',
    (name) => {
      expect(worst(colourOf(tokens, name), surfaces)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(names)('words about %s, and ink, reach 4.5:1 on its soft area', (name) => {
    const soft = softOf(tokens, name);
    expect(contrast(colourOf(tokens, `${name}-text`), soft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colourOf(tokens, 'ink'), soft)).toBeGreaterThanOrEqual(4.5);
  });

  test('words on ink reach 4.5:1', () => {
    expect(contrast(colourOf(tokens, 'on-ink'), colourOf(tokens, 'ink'))).toBeGreaterThanOrEqual(4.5);
  });
});

test.each(Object.entries(marks))(
  '%s has an ink outline exactly where it stands out less than 3:1 from light paper',
  (name, mark) => {
    expect(mark.needsInkOutline).toBe(contrast(colourOf(light, name), colourOf(light, 'paper')) < 3);
  },
);

test.each(names)('%s stands out 3:1 from dark paper and card', (name) => {
  const grounds = ['paper', 'card'].map((ground) => colourOf(darkChosen, ground));
  expect(worst(colourOf(darkChosen, name), grounds)).toBeGreaterThanOrEqual(3);
});

function worst(colour: string, grounds: readonly string[]): number {
  return Math.min(...grounds.map((ground) => contrast(colour, ground)));
}

/** WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): readonly number[] {
  expect(colour).toMatch(/^#[0-9a-f]{6}$/);
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function softOf(tokens: ReadonlyMap<string, string>, name: string): string {
  expect(mixed.get(`${name}-soft`)).toBe(`color-mix(in srgb, var(--${name}) var(--soft-share), var(--card))`);
  const share = Number.parseFloat(tokens.get('soft-share') ?? '') / 100;
  const card = channels(colourOf(tokens, 'card'));
  const mix = channels(colourOf(tokens, name)).map((value, i) =>
    Math.round(value * share + (card[i] ?? 0) * (1 - share)),
  );
  return `#${mix.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function colourOf(tokens: ReadonlyMap<string, string>, name: string): string {
  return tokens.get(name) ?? `no token --${name}`;
}

/** The custom properties of the first rule that starts so. */
function tokensAfter(selector: string): ReadonlyMap<string, string> {
  const start = css.indexOf(selector);
  expect(start, selector).toBeGreaterThanOrEqual(0);
  const body = css.slice(start, css.indexOf('}', start));
  return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}
