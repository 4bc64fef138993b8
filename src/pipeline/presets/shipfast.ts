import type { DocumentInput } from '../document.ts';

/** A minute that began before the job did, or a road that hardly anyone took, says little of the speed there. */
const ENOUGH_SCANS = 'count >= 20';
const speedField = { field: 'mean', as: 'route_avg_speed_mph', default: 26 };

/** ShipFast's ETA pipeline: scans enriched with driver, weather and route speed, scored at pickup, delivered exactly once. */
export const shipfast: DocumentInput = {
  version: 1,
  title: 'ShipFast ETA',
  nodes: [
    { id: 'drivers', kind: 'driver-changes', parallelism: 1, position: { x: 0, y: 0 } },
    { id: 'shipments', kind: 'shipments', config: { idleness: 0 }, position: { x: 0, y: 128 } },
    { id: 'weather', kind: 'weather', parallelism: 1, position: { x: 0, y: 262 } },
    {
      id: 'enrich',
      kind: 'broadcast-state',
      title: 'drivers',
      config: { deleteWhen: 'd' },
      position: { x: 240, y: 122 },
    },
    {
      id: 'speed',
      kind: 'tumbling-window',
      title: 'route speed',
      config: { aggregates: ['mean', 'p95'] },
      position: { x: 470, y: 0 },
    },
    { id: 'join', kind: 'latest-value', title: 'weather', position: { x: 470, y: 236 } },
    {
      id: 'speeds',
      kind: 'broadcast-state',
      title: 'speed',
      config: {
        key: 'zone',
        referenceKey: 'key',
        take: [speedField],
        flag: 'route_missing',
        preload: 'route-speeds',
        when: ENOUGH_SCANS,
      },
      position: { x: 714, y: 122 },
    },
    { id: 'infer', kind: 'inference', position: { x: 946, y: 206 } },
    { id: 'sink', kind: 'kafka-sink', position: { x: 946, y: 0 } },
  ],
  edges: [
    { from: { node: 'shipments', port: 'out' }, to: { node: 'enrich', port: 'in' } },
    { from: { node: 'drivers', port: 'out' }, to: { node: 'enrich', port: 'reference' } },
    { from: { node: 'enrich', port: 'out' }, to: { node: 'speed', port: 'in' } },
    { from: { node: 'enrich', port: 'out' }, to: { node: 'join', port: 'in' } },
    { from: { node: 'weather', port: 'out' }, to: { node: 'join', port: 'observations' } },
    { from: { node: 'join', port: 'out' }, to: { node: 'speeds', port: 'in' } },
    { from: { node: 'speed', port: 'out' }, to: { node: 'speeds', port: 'reference' } },
    { from: { node: 'speeds', port: 'out' }, to: { node: 'infer', port: 'in' } },
    { from: { node: 'infer', port: 'out' }, to: { node: 'sink', port: 'in' } },
  ],
  settings: { profile: 'meso', checkpointing: { intervalMs: 30_000 } },
};
