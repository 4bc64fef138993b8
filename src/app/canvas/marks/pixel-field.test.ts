import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { blit, clearField, createField, fade, makeSprite, type PixelSprite } from './pixel-field.ts';

const RED = 0xff0000ff;
const HALF_BLUE = 0x80ff0000;

beforeAll(() => {
  vi.stubGlobal(
    'ImageData',
    class {
      readonly width: number;
      readonly height: number;
      readonly data: Uint8ClampedArray;
      constructor(width: number, height: number) {
        this.width = width;
        this.height = height;
        this.data = new Uint8ClampedArray(width * height * 4);
      }
    },
  );
});

afterAll(() => {
  vi.unstubAllGlobals();
});

const square = (word: number, side = 2): PixelSprite => makeSprite(side, new Uint32Array(side * side).fill(word));

it('lays a sprite over what is there, and cuts off what lies outside', () => {
  const field = createField(4, 3);
  blit(field, square(RED), -1, 1);
  blit(field, square(RED), 3, 2);
  blit(field, square(RED), 9, 9);
  expect([...field.words].map((word) => (word === RED ? 'x' : '.')).join('')).toBe('....x...x..x');
  expect(field.dirty).toEqual({ left: 0, top: 1, right: 4, bottom: 3 });
});

it('mixes what lets the ground through by its opacity, and knows a pixel that nothing has touched', () => {
  const field = createField(2, 1);
  blit(field, square(RED, 1), 0, 0);
  blit(field, square(HALF_BLUE), 0, 0);
  const bytes = [...field.image.data];
  expect(bytes.slice(0, 4)).toEqual([127, 0, 128, 255]);
  expect(field.words[1]).toBe(HALF_BLUE);
});

it('is clear again after being cleared', () => {
  const field = createField(5, 5);
  blit(field, square(RED, 3), 1, 1);
  clearField(field);
  expect(field.words.every((word) => word === 0)).toBe(true);
  expect(field.dirty.right).toBe(0);
});

it('fades a picture without changing its colours', () => {
  expect(fade(square(RED, 1), 0.5).words[0]).toBe(0x800000ff);
});
