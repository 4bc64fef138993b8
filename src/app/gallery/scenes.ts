/** Instants of real runs at which the gallery shows the state of some nodes. */
import type { PipelineDocument } from '../../pipeline/document.ts';
import { findPreset } from '../../pipeline/presets/index.ts';
import { hub7Document, OPENS_AT } from '../../scenarios/hub-7/scenario.ts';

export interface Scene {
  readonly name: string;
  readonly document: PipelineDocument;
  /** Run µs. */
  readonly at: number;
  readonly nodes: readonly string[];
  readonly files: Readonly<Record<string, Uint8Array>>;
}

const SECOND = 1_000_000;

export const scenes: readonly Scene[] = [
  {
    name: 'hub 7 is silent',
    document: hub7Document(preset('shipfast')),
    at: OPENS_AT,
    nodes: ['shipments', 'weather', 'speed', 'enrich', 'join', 'speeds', 'infer', 'sink'],
    files: {},
  },
  scene('at the beginning', 'shipfast', 1 * SECOND, ['shipments', 'speed', 'enrich', 'join', 'infer', 'sink']),
  scene('healthy', 'shipfast', 95.02 * SECOND, ['shipments', 'weather', 'speed', 'join', 'sink']),
  {
    ...scene('after a kill', 'shipfast', 70 * SECOND, ['sink', 'shipments', 'enrich', 'infer']),
    document: {
      ...preset('shipfast'),
      interventions: [{ kind: 'kill', target: 'tm-2', at: 50 * SECOND }],
    },
  },
  {
    ...scene('an idle partition, at least once', 'shipfast', 60 * SECOND, ['shipments', 'sink']),
    document: {
      ...withConfig(preset('shipfast'), {
        shipments: { idleness: 10_000 },
        sink: { guarantee: 'at-least-once', partitions: 2 },
      }),
      interventions: [{ kind: 'silence', target: 'shipments/p3', at: 30 * SECOND }],
    },
  },
  {
    ...scene('a slow copy', 'shipfast', 0.3 * SECOND, ['enrich']),
    document: {
      ...preset('shipfast'),
      interventions: [{ kind: 'slow', target: 'enrich/1', at: 0, factor: 50 }],
    },
  },
  {
    ...scene('a file in windows', 'file-window', 0.25 * SECOND, ['file', 'window', 'sink']),
    document: withConfig(preset('file-window'), {
      file: { path: 'trips.csv', eventTime: 'picked_up_at', outOfOrderness: 60_000 },
      window: { key: 'borough', value: 'miles', size: 600_000 },
    }),
    files: { 'trips.csv': trips() },
  },
  scene('interval join', 'interval-join', 720 * SECOND, ['wide', 'bounded', 'pairs']),
];

function scene(name: string, presetName: string, at: number, nodes: readonly string[]): Scene {
  return { name, document: preset(presetName), at, nodes, files: {} };
}

function preset(name: string): PipelineDocument {
  const found = findPreset(name);
  if (found === undefined) throw new Error(`there is no preset ${name}`);
  return found;
}

/** A day of trips, every hundredth of them seven minutes behind. */
function trips(): Uint8Array {
  const rows = Array.from({ length: 400 }, (_, n) => {
    const at = new Date(Date.UTC(2024, 2, 1, 6) + n * 15_000 - (n % 100 === 99 ? 420_000 : 0));
    return `${n},${at.toISOString()},${['Astoria', 'Midtown', 'Harlem', 'SoHo'][(n * 7) % 4]},${(2 + ((n * 37) % 90) / 10).toFixed(1)}`;
  });
  return new TextEncoder().encode(['trip,picked_up_at,borough,miles', ...rows].join('\n'));
}

function withConfig(
  document: PipelineDocument,
  config: Readonly<Record<string, Record<string, unknown>>>,
): PipelineDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => ({ ...node, config: { ...node.config, ...config[node.id] } })),
  };
}
