import { describe, expect, it } from 'vitest';
import { changesMeaning, meaningChanges } from './change-of-meaning.ts';
import type { PipelineDocument } from './document.ts';
import { addIntervention } from './edits/interventions.ts';
import { setConfig, setNotes, setSettings, titleDocument } from './edits/config.ts';
import { disconnect, setPartitioning } from './edits/edges.ts';
import { moveNodes, removeNodes, renameNode, setParallelism, titleNode } from './edits/nodes.ts';
import { sampleDocument } from './sample-kinds.ts';

const sample = sampleDocument();

describe('changesMeaning', () => {
  const forPeople: readonly [string, PipelineDocument][] = [
    ['moving a node', moveNodes(sample, new Map([['mean', { x: 1, y: 2 }]]))],
    ['a node’s title', titleNode(sample, 'mean', 'Average').document],
    ['the document’s title', titleDocument(sample, 'Other').document],
    ['notes', setNotes(sample, 'Look at this.').document],
    ['the order of a configuration’s fields', reordered()],
  ];
  it.each(forPeople)('is not moved by %s', (_, after) => {
    expect(after).not.toBe(sample);
    expect(changesMeaning(sample, after)).toBe(false);
  });

  const forTheRun: readonly [string, PipelineDocument, readonly { where: string; field: string }[]][] = [
    ['a setting of a node', setConfig(sample, 'mean', ['size'], 5), [{ where: 'mean', field: 'config.size' }]],
    ['parallelism', setParallelism(sample, 'mean', 3).document, [{ where: 'mean', field: 'parallelism' }]],
    ['a setting of the job', setSettings(sample, ['seed'], 1).document, [{ where: 'settings', field: 'seed' }]],
    [
      'a partitioning',
      setPartitioning(sample, 'orders.out>keep.in', 'rebalance'),
      [{ where: 'orders.out>keep.in', field: 'partitioning' }],
    ],
    [
      'an intervention',
      addIntervention(sample, { kind: 'kill', target: 'tm-1', at: 1 }).document,
      [{ where: 'interventions', field: '' }],
    ],
    [
      'an edge that is gone',
      disconnect(sample, ['mean.out>sink.in']),
      [
        { where: 'mean.out>sink.in', field: '' },
        { where: 'document', field: 'edges' },
      ],
    ],
    [
      'a node that is gone',
      removeNodes(sample, ['sink']),
      [
        { where: 'sink', field: '' },
        { where: 'mean.out>sink.in', field: '' },
        { where: 'document', field: 'nodes' },
        { where: 'document', field: 'edges' },
      ],
    ],
    ['the order of nodes', { ...sample, nodes: [...sample.nodes].reverse() }, [{ where: 'document', field: 'nodes' }]],
  ];
  it.each(forTheRun)('sees %s', (_, after, changes) => {
    expect(meaningChanges(sample, after)).toEqual(changes.map((change) => expect.objectContaining(change)));
    expect(meaningChanges(after, sample).length).toBe(changes.length);
  });

  it('tells what was there before and after', () => {
    expect(meaningChanges(sample, setConfig(sample, 'mean', ['size'], 5))).toEqual([
      { where: 'mean', field: 'config.size', before: 30_000, after: 5 },
    ]);
  });

  it('sees a renamed node, whose state could not be found again', () => {
    expect(changesMeaning(sample, renameNode(sample, 'mean', 'average').document)).toBe(true);
  });
});

function reordered(): PipelineDocument {
  const settings = { ...sample.settings, checkpointing: { ...sample.settings.checkpointing } };
  return { ...sample, settings: Object.assign({ taskManagers: settings.taskManagers }, settings) };
}
