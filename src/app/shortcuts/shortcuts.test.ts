import { describe, expect, it } from 'vitest';
import { commandOf, SHORTCUTS } from './shortcuts.ts';

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const EVERYWHERE = ['page', 'canvas', 'card'] as const;

describe('keys', () => {
  it.each([
    [{ key: 'z', ctrlKey: true }, 'undo'],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'redo'],
    [{ key: 'z', metaKey: true }, 'undo'],
    [{ key: 'c' }, 'connect'],
    [{ key: 'c', ctrlKey: true }, 'copy'],
    [{ key: '?', shiftKey: true }, 'shortcuts'],
    [{ key: '+', shiftKey: true }, 'zoom-in'],
    [{ key: '=' }, 'zoom-in'],
    [{ key: 'ArrowLeft' }, 'move-left'],
    [{ key: 'ArrowLeft', shiftKey: true }, 'nudge-left'],
    [{ key: ' ' }, 'toggle-selection'],
    [{ key: 'c', altKey: true }, null],
    [{ key: 'q' }, null],
  ])('%j is %s', (press, command) => {
    expect(commandOf({ ...plain, ...press }, EVERYWHERE)).toBe(command);
  });

  it('of the canvas mean nothing elsewhere', () => {
    expect(commandOf({ ...plain, key: 'Delete' }, ['page'])).toBeNull();
  });

  it('are each given to one command', () => {
    const keys = SHORTCUTS.map((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
