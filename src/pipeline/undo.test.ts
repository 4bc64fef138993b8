import { describe, expect, it } from 'vitest';
import type { PipelineDocument } from './document.ts';
import { setConfig, titleDocument } from './edits/config.ts';
import { moveNodes, titleNode } from './edits/nodes.ts';
import { sampleDocument } from './sample-kinds.ts';
import { endGesture, recordEdit, redo, startHistory, UNDO_LIMIT_STEPS, undo } from './undo.ts';

const sample = sampleDocument();
const moved = (document: PipelineDocument, node: string, x: number) =>
  moveNodes(document, new Map([[node, { x, y: 0 }]]));
const sized = (document: PipelineDocument, size: number) => setConfig(document, 'mean', ['size'], size);

describe('undo', () => {
  it('goes back through every edit and forth again', () => {
    const one = sized(sample, 1);
    const two = sized(one, 2);
    const history = recordEdit(recordEdit(startHistory(sample), one), two);
    expect(undo(history).present).toBe(one);
    expect(undo(undo(history)).present).toBe(sample);
    expect(redo(undo(history)).present).toBe(two);
  });

  it('stays where it is at either end', () => {
    const history = startHistory(sample);
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });

  it('forgets what was undone when something else is done', () => {
    const history = recordEdit(undo(recordEdit(startHistory(sample), sized(sample, 1))), sized(sample, 2));
    expect(history.future).toEqual([]);
    expect(undo(history).present).toBe(sample);
  });

  it('takes a drag as one step', () => {
    let history = startHistory(sample);
    for (const x of [1, 2, 3]) history = recordEdit(history, moved(history.present, 'mean', x));
    expect(history.past).toEqual([sample]);
    expect(history.present.nodes[2]?.position.x).toBe(3);
  });

  it('takes drags of different nodes, or one after a release, as steps of their own', () => {
    let history = recordEdit(startHistory(sample), moved(sample, 'mean', 1));
    history = recordEdit(history, moved(history.present, 'keep', 1));
    expect(history.past).toHaveLength(2);
    history = recordEdit(endGesture(history), moved(history.present, 'keep', 2));
    expect(history.past).toHaveLength(3);
  });

  it('takes typing in one field as one step, and in the next as another', () => {
    let history = startHistory(sample);
    for (const size of [1, 12, 123]) history = recordEdit(history, sized(history.present, size), 'mean.size');
    history = recordEdit(history, titleDocument(history.present, 'T').document, 'title');
    expect(history.past).toHaveLength(2);
    expect(undo(history).present.nodes[2]?.config.size).toBe(123);
  });

  it('does not merge moves with a change of titles', () => {
    let history = recordEdit(startHistory(sample), moved(sample, 'mean', 1));
    history = recordEdit(history, titleNode(moved(history.present, 'mean', 2), 'mean', 'Average').document);
    expect(history.past).toHaveLength(2);
  });

  it('makes no step of an edit that says the same', () => {
    const history = startHistory(sample);
    expect(recordEdit(history, sized(sample, 30_000))).toBe(history);
  });

  it('does not let an edit after an undo join the gesture before it', () => {
    let history = recordEdit(startHistory(sample), sized(sample, 1), 'mean.size');
    history = recordEdit(undo(history), sized(sample, 2), 'mean.size');
    expect(history.past).toEqual([sample]);
  });

  it('forgets the oldest step beyond its limit', () => {
    let history = startHistory(sample);
    for (let size = 1; size <= UNDO_LIMIT_STEPS + 5; size += 1)
      history = recordEdit(history, sized(history.present, size));
    expect(history.past).toHaveLength(UNDO_LIMIT_STEPS);
    expect(history.past[0]?.nodes[2]?.config.size).toBe(5);
  });
});
