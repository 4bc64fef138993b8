/**
 * hub-7: the ShipFast pipeline, and one thing done to it. Partition = hub mod 8, so partition 7 is hub 7's alone;
 * it falls silent at minute 10 of the run, without an idleness timeout, and four minutes later no window fires.
 */
import { type PipelineDocument, settingsSchema } from '../../pipeline/document.ts';
import type { Story } from '../story.ts';
import { hub7Steps } from './steps.ts';

const MINUTE = 60_000_000;

export const START_AT_MS = Date.UTC(2026, 0, 5, 19, 50);
export const SILENT_FROM = 10 * MINUTE;
export const OPENS_AT = 14 * MINUTE;
export const BOUND_MS = 10_000;

/** Made from the preset, so that a change of the pipeline is one of the scenario, too. */
export function hub7(shipfast: PipelineDocument): Story {
  return {
    id: 'hub-7',
    title: 'hub-7 · a silent partition',
    document: hub7Document(shipfast),
    opensAt: OPENS_AT,
    steps: hub7Steps,
  };
}

export function hub7Document(shipfast: PipelineDocument, seed = shipfast.settings.seed): PipelineDocument {
  return {
    ...shipfast,
    title: 'hub-7 · a silent partition',
    nodes: shipfast.nodes.map((node) =>
      node.id === 'shipments' ? { ...node, config: { ...node.config, outOfOrderness: BOUND_MS, idleness: 0 } } : node,
    ),
    settings: settingsSchema.parse({ ...shipfast.settings, seed, startAt: START_AT_MS }),
    interventions: [...shipfast.interventions, { kind: 'silence', target: 'shipments/p7', at: SILENT_FROM }],
  };
}
