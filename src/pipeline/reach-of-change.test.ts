import { expect, it } from 'vitest';
import { operatorKinds } from '../operators/index.ts';
import { meaningChanges } from './change-of-meaning.ts';
import type { PipelineDocument } from './document.ts';
import { setConfig, setSettings } from './edits/config.ts';
import { disconnect } from './edits/edges.ts';
import { addIntervention } from './edits/interventions.ts';
import { removeNodes, setParallelism } from './edits/nodes.ts';
import { forkLabel } from './fork-label.ts';
import { edgeId } from './graph.ts';
import { findPreset } from './presets/index.ts';
import { reachOfChanges } from './reach-of-change.ts';

const shipfast = findPreset('shipfast') ?? expect.fail('there is no preset shipfast');
const [firstEdge] = shipfast.edges;
const kill = { kind: 'kill', target: 'tm-1', at: 1 } as const;

const changed: readonly [string, PipelineDocument, string, string][] = [
  [
    'a timeout of a source',
    setConfig(shipfast, 'shipments', ['idleness'], 30_000),
    'from-now',
    'shipments: idleness timeout 0s → 30s',
  ],
  ['a fault', addIntervention(shipfast, kill).document, 'from-now', 'interventions changed'],
  [
    'how often watermarks are emitted',
    setSettings(shipfast, ['autoWatermarkIntervalMs'], 1000).document,
    'from-now',
    'watermark interval 200ms → 1s',
  ],
  [
    'the size of windows that are open',
    setConfig(shipfast, 'speed', ['size'], 30_000),
    'from-start',
    'speed: size 1m → 30s',
  ],
  [
    'a guarantee',
    setConfig(shipfast, 'sink', ['guarantee'], 'at-least-once'),
    'from-start',
    'sink: delivery guarantee exactly-once → at-least-once',
  ],
  ['parallelism', setParallelism(shipfast, 'speed', 3).document, 'from-start', 'speed: parallelism → 3'],
  ['the seed', setSettings(shipfast, ['seed'], 7).document, 'other-run', 'seed 42 → 7'],
  ['an edge that is gone', disconnect(shipfast, [edgeId(firstEdge)]), 'other-run', `${edgeId(firstEdge)} removed`],
  ['a node that is gone', removeNodes(shipfast, ['sink']), 'other-run', 'sink removed, and 1 more'],
];

it.each(changed)('%s', (_, after, reach, label) => {
  const changes = meaningChanges(shipfast, after);
  expect(reachOfChanges(changes, after, operatorKinds)).toBe(reach);
  expect(forkLabel(changes, after, operatorKinds)).toBe(label);
});
