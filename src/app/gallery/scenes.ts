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
}

const SECOND = 1_000_000;

export const scenes: readonly Scene[] = [
  {
    name: 'hub 7 is silent',
    document: hub7Document(preset('shipfast')),
    at: OPENS_AT,
    nodes: ['shipments', 'weather', 'speed', 'enrich', 'join', 'speeds', 'infer', 'sink'],
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
  scene('interval join', 'interval-join', 720 * SECOND, ['wide', 'bounded', 'pairs']),
];

function scene(name: string, presetName: string, at: number, nodes: readonly string[]): Scene {
  return { name, document: preset(presetName), at, nodes };
}

function preset(name: string): PipelineDocument {
  const found = findPreset(name);
  if (found === undefined) throw new Error(`there is no preset ${name}`);
  return found;
}
