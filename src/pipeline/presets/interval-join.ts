import type { DocumentInput } from '../document.ts';

/** The lesson's fan-out beside its repair: an interval of ±5 minutes gives every scan ten or eleven observations. */
export const intervalJoin: DocumentInput = {
  version: 1,
  title: 'Interval join: the fan-out and its repair',
  nodes: [
    { id: 'shipments', kind: 'shipments', config: { idleness: 30_000 }, position: { x: 0, y: 60 } },
    { id: 'weather', kind: 'weather', parallelism: 1, position: { x: 0, y: 300 } },
    { id: 'wide', kind: 'interval-join', title: '±5 min', position: { x: 320, y: 0 } },
    { id: 'bounded', kind: 'latest-value', title: 'one each', position: { x: 320, y: 260 } },
    { id: 'pairs', kind: 'collect', parallelism: 1, title: 'all pairs', position: { x: 640, y: 0 } },
    { id: 'joined', kind: 'collect', parallelism: 1, title: 'one each', position: { x: 640, y: 260 } },
  ],
  edges: [
    { from: { node: 'shipments', port: 'out' }, to: { node: 'wide', port: 'left' } },
    { from: { node: 'weather', port: 'out' }, to: { node: 'wide', port: 'right' } },
    { from: { node: 'shipments', port: 'out' }, to: { node: 'bounded', port: 'in' } },
    { from: { node: 'weather', port: 'out' }, to: { node: 'bounded', port: 'observations' } },
    { from: { node: 'wide', port: 'out' }, to: { node: 'pairs', port: 'in' } },
    { from: { node: 'bounded', port: 'out' }, to: { node: 'joined', port: 'in' } },
  ],
};
