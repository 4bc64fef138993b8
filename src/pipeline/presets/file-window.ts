import type { DocumentInput } from '../document.ts';

/** What a user's own file opens as: its rows, a window over one column by another, and the results. */
export const fileWindow: DocumentInput = {
  version: 1,
  title: 'A file in windows',
  nodes: [
    { id: 'file', kind: 'file', parallelism: 1, position: { x: 0, y: 40 } },
    { id: 'window', kind: 'tumbling-window', config: { key: '', value: '' }, position: { x: 300, y: 40 } },
    { id: 'sink', kind: 'collect', parallelism: 1, position: { x: 600, y: 40 } },
  ],
  edges: [
    { from: { node: 'file', port: 'out' }, to: { node: 'window', port: 'in' } },
    { from: { node: 'window', port: 'out' }, to: { node: 'sink', port: 'in' } },
  ],
  settings: { checkpointing: { intervalMs: 30_000 } },
};
