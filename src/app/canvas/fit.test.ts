import { describe, expect, it } from 'vitest';
import { FURNITURE_HEIGHT, fitTransform } from './fit.ts';

const cards = [
  { x: 0, y: 0, width: 180, height: 100 },
  { x: 900, y: 300, width: 180, height: 100 },
];

describe('the view that shows all cards', () => {
  it.each([
    { width: 1084, height: 612 },
    { width: 764, height: 412 },
    { width: 2000, height: 900 },
  ])('leaves none outside of $width × $height, nor in the corners below', ({ width, height }) => {
    const view = fitTransform(cards, width, height);
    for (const card of cards) {
      const left = card.x * (view?.zoom ?? 0) + (view?.x ?? 0);
      const bottom = (card.y + card.height) * (view?.zoom ?? 0) + (view?.y ?? 0);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + card.width * (view?.zoom ?? 0)).toBeLessThanOrEqual(width);
      expect(bottom).toBeLessThanOrEqual(height - FURNITURE_HEIGHT);
    }
  });

  it('never blows cards up', () => {
    expect(fitTransform(cards, 4000, 3000)?.zoom).toBe(1);
  });

  it('begins at the left and stays readable on a telephone', () => {
    const view = fitTransform(cards, 390, 440);
    expect(view?.zoom).toBeGreaterThan(0.5);
    expect(view?.x).toBe(14);
  });

  it('makes room for a story that stands over the canvas', () => {
    const usual = fitTransform(cards, 764, 412);
    const beside = fitTransform(cards, 764, 412, 220);
    expect(beside?.zoom).toBeLessThan(usual?.zoom ?? 0);
  });

  it('shows nothing of nothing', () => {
    expect(fitTransform([], 800, 600)).toBeNull();
  });
});
