import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setConfig, setSettings } from '../../pipeline/edits/config.ts';
import { addIntervention, moveIntervention } from '../../pipeline/edits/interventions.ts';
import { moveNodes, removeNodes } from '../../pipeline/edits/nodes.ts';
import type { BranchView } from '../../run/protocol.ts';
import { fakePort } from '../fixtures/fake-port.ts';
import { fixtureDocument } from '../fixtures/fixture-document.ts';
import { fixtureKinds } from '../fixtures/fixture-kinds.ts';
import { fixtureFrame, fixturePlan } from '../fixtures/fixture-run.ts';
import { createDocumentStore } from './document-store.ts';
import { followDocument } from './follow-document.ts';
import { createRunStore } from './run-store.ts';

const PLAYHEAD = 14 * 60_000_000;
const kill = { kind: 'kill' as const, target: 'tm-2', at: PLAYHEAD };

function branch(id: number, reached = PLAYHEAD): BranchView {
  return { id, parent: id === 0 ? null : 0, forkedAt: 0, label: '', reached };
}

function atMinute14() {
  const documents = createDocumentStore(fixtureKinds);
  const run = createRunStore();
  const wire = fakePort();
  run.connect(wire.port);
  followDocument(documents, run);
  documents.actions.load(fixtureDocument);
  const plan = fixturePlan(fixtureDocument);
  wire.tell({ kind: 'opened', plan, branches: [branch(0)] });
  wire.tell({ kind: 'branches', plan, branches: [branch(0)], shown: 0 });
  wire.tell({ kind: 'frame', frame: fixtureFrame(plan, PLAYHEAD, false) });
  const asked = () => wire.sent.filter(({ kind }) => kind !== 'watch').slice(1);
  return { documents, run, edit: documents.actions, tell: wire.tell, sent: wire.sent, asked, plan };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const setIdleness = (ms: number) => (document: typeof fixtureDocument) =>
  setConfig(document, 'shipments', ['idleness'], ms);
const setSize = (ms: number) => (document: typeof fixtureDocument) => setConfig(document, 'speed', ['size'], ms);

describe('the run follows the drawing', () => {
  it('opens a document that is loaded', () => {
    expect(atMinute14().sent[0]).toMatchObject({ kind: 'open', at: 0 });
  });

  it('ends with its drawing: one that cannot run takes its place, until it can', () => {
    const { edit, run, asked, tell, plan } = atMinute14();
    edit.load(setConfig(fixtureDocument, 'speed', ['size'], -1));
    vi.runAllTimers();
    expect(asked()).toEqual([{ kind: 'pause' }]);
    tell({ kind: 'frame', frame: fixtureFrame(plan, PLAYHEAD, true) });
    expect(run.getState()).toMatchObject({ phase: 'none', plan: null, frame: null, playing: false });
    edit.edit(setSize(60_000));
    vi.runAllTimers();
    expect(asked().slice(1)).toMatchObject([{ kind: 'open', at: 0 }]);
  });

  it('is not touched by a change of layout', () => {
    const { edit, asked } = atMinute14();
    edit.edit((document) => moveNodes(document, new Map([['speed', { x: 1, y: 2 }]])));
    vi.runAllTimers();
    expect(asked()).toEqual([]);
  });

  it('forks once, at the playhead, when a dragged number rests that nothing held depends on', () => {
    const { edit, asked } = atMinute14();
    for (const idleness of [25_000, 20_000, 15_000]) edit.edit(setIdleness(idleness), 'idleness');
    expect(asked()).toEqual([]);
    vi.runAllTimers();
    expect(asked()).toMatchObject([{ kind: 'fork', at: PLAYHEAD, label: 'shipments: idleness timeout 30s → 15s' }]);
  });

  it('forks as soon as a number is let go of, so that Play comes after the fork and is not undone by it', () => {
    const { edit, run, asked } = atMinute14();
    edit.edit(setIdleness(15_000), 'idleness');
    edit.endGesture();
    run.actions.play();
    vi.runAllTimers();
    expect(asked()).toMatchObject([{ kind: 'fork' }, { kind: 'play' }]);
  });

  it('forks at the start where what is held depends on the change, and comes back to the playhead', () => {
    const { edit, asked } = atMinute14();
    edit.edit(setSize(30_000));
    vi.runAllTimers();
    expect(asked()).toMatchObject([
      { kind: 'fork', at: 0, label: 'speed: size 1m → 30s' },
      { kind: 'seek', to: PLAYHEAD },
    ]);
  });

  it('begins anew, at the playhead, where the nodes are others', () => {
    const { edit, asked } = atMinute14();
    edit.edit((document) => removeNodes(document, ['sink']));
    vi.runAllTimers();
    expect(asked()).toMatchObject([{ kind: 'open', at: PLAYHEAD }]);
  });

  it('waits while the drawing has a problem', () => {
    const { edit, asked } = atMinute14();
    edit.edit(setSize(-1));
    vi.runAllTimers();
    expect(asked()).toEqual([]);
    edit.edit(setSize(30_000));
    vi.runAllTimers();
    expect(asked().map(({ kind }) => kind)).toEqual(['fork', 'seek']);
  });

  it('shows the branch that was there when the change is undone, and the other again when it is redone', () => {
    const { edit, tell, asked, plan } = atMinute14();
    edit.edit(setSize(30_000));
    vi.runAllTimers();
    tell({ kind: 'branches', plan, branches: [branch(0), branch(1)], shown: 1 });
    edit.undo();
    tell({ kind: 'branches', plan, branches: [branch(0), branch(1)], shown: 0 });
    edit.redo();
    expect(asked().slice(2)).toEqual([
      { kind: 'show-branch', branch: 0 },
      { kind: 'show-branch', branch: 1 },
    ]);
  });

  it('brings the drawing of a branch that is shown, without asking the run for anything', () => {
    const { documents, edit, tell, asked, plan } = atMinute14();
    edit.edit(setSize(30_000));
    vi.runAllTimers();
    tell({ kind: 'branches', plan, branches: [branch(0), branch(1)], shown: 1 });
    tell({ kind: 'branches', plan, branches: [branch(0), branch(1)], shown: 0 });
    vi.runAllTimers();
    expect(documents.getState().document.nodes.find(({ id }) => id === 'speed')?.config).toEqual({});
    expect(asked()).toHaveLength(2);
  });

  it('hands a new fault over at once and as what it is', () => {
    const { edit, asked } = atMinute14();
    edit.tryEdit((document) => addIntervention(document, kill));
    expect(asked()).toEqual([{ kind: 'intervene', intervention: kill }]);
  });

  it('forks from the earlier of both instants when a fault is dragged along the time axis', () => {
    const { edit, asked } = atMinute14();
    edit.tryEdit((document) => addIntervention(document, kill));
    edit.edit((document) => moveIntervention(document, 0, PLAYHEAD - 5_000_000));
    expect(asked().at(-1)).toMatchObject({ kind: 'fork', at: PLAYHEAD - 5_000_000 });
  });

  it('begins anew where another seed makes other data, and returns to the playhead', () => {
    const { edit, asked } = atMinute14();
    edit.tryEdit((document) => setSettings(document, ['seed'], 7));
    vi.runAllTimers();
    expect(asked()).toMatchObject([{ kind: 'open', at: PLAYHEAD }]);
  });

  it('asks nothing of the run when the last node has gone', () => {
    const { edit, asked } = atMinute14();
    edit.edit((document) =>
      removeNodes(
        document,
        document.nodes.map(({ id }) => id),
      ),
    );
    vi.runAllTimers();
    expect(asked()).toEqual([]);
  });
});
