import { describe, expect, it } from 'vitest';
import { setConfig, setSettings } from '../../pipeline/edits/config.ts';
import { removeNodes } from '../../pipeline/edits/nodes.ts';
import { fixtureDocument } from '../fixtures/fixture-document.ts';
import { fixtureKinds } from '../fixtures/fixture-kinds.ts';
import { createDocumentStore } from './document-store.ts';

function loaded() {
  const store = createDocumentStore(fixtureKinds);
  store.actions.load(fixtureDocument);
  return store;
}

const setSize = (size: number) => (document: typeof fixtureDocument) => setConfig(document, 'speed', ['size'], size);

describe('the drawing that is edited', () => {
  it('is judged with every edit, so that a problem shows where it is while it is made', () => {
    const store = loaded();
    expect(store.getState().validation.problems).toEqual([]);
    store.actions.edit(setSize(-5));
    expect(store.getState().validation.problems[0]).toMatchObject({ where: 'speed', field: 'size' });
  });

  it('undoes a gesture as a whole, and what follows its end on its own', () => {
    const store = loaded();
    for (const size of [50_000, 40_000]) store.actions.edit(setSize(size), 'size');
    store.actions.endGesture();
    store.actions.edit(setSize(30_000), 'size');
    store.actions.undo();
    expect(store.getState().document.nodes.find(({ id }) => id === 'speed')?.config).toEqual({ size: 40_000 });
    store.actions.undo();
    expect(store.getState().document).toBe(fixtureDocument);
  });

  it('no longer selects what is gone', () => {
    const store = loaded();
    store.actions.select(['speed', 'join'], ['speed.out>speeds.table']);
    store.actions.edit((document) => removeNodes(document, ['speed']));
    expect(store.getState()).toMatchObject({ nodes: ['join'], edges: [] });
  });

  it('stays as it was when what somebody typed is refused, and says why', () => {
    const store = loaded();
    const problems = store.actions.tryEdit((document) => setSettings(document, ['parallelism'], 99));
    expect(problems).toHaveLength(1);
    expect(store.getState().document).toBe(fixtureDocument);
  });

  it('knows how it came to be: an undo is no edit', () => {
    const store = loaded();
    store.actions.edit(setSize(50_000));
    expect(store.getState().cause).toBe('edit');
    store.actions.undo();
    expect(store.getState().cause).toBe('undo');
  });
});
