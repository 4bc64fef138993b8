import { expect, test } from 'vitest';
import type { BranchView, HistoryPart } from '../../../run/protocol.ts';
import { appendHistory, beginHistory, createHistory, type Histories, receiveHistory } from './history.ts';
import { valueAt } from './series.ts';

const SECOND = 1_000_000;

/** Two nodes; node n puts out `rate + n` a second, with a watermark ten seconds behind the clock. */
function part(from: number, to: number, rate: number, more: Partial<HistoryPart> = {}): HistoryPart {
  const samples: number[] = [];
  const records: number[] = [];
  for (let s = from; s < to; s++) {
    samples.push(s, rate, s * 1000 - 10_000, 1, rate + 1, s * 1000 - 10_000, 2);
    records.push(s * SECOND, s * 1000, 0);
  }
  return {
    from: from * SECOND,
    to: to * SECOND,
    samples: Float64Array.from(samples),
    columns: 7,
    records: Float64Array.from(records),
    checkpoints: [],
    failures: [],
    firings: new Float64Array(0),
    ...more,
  };
}

const trunk: BranchView = { id: 0, parent: null, forkedAt: 0, label: 'run', reached: 0 };
const fork: BranchView = { id: 1, parent: 0, forkedAt: 20 * SECOND, label: 'idleness 30 s', reached: 0 };

test('parts laid end to end give every second its own node’s values', () => {
  const history = createHistory(2);
  appendHistory(history, part(0, 10, 100));
  appendHistory(history, part(10, 20, 200));
  expect(history.to).toBe(20 * SECOND);
  expect(history.nodes.map((node) => [valueAt(node.outPerSecond, 9), valueAt(node.outPerSecond, 10)])).toEqual([
    [100, 200],
    [101, 201],
  ]);
  expect(history.marks.onTime.length).toBe(20);
});

test('a part that begins earlier replaces the tail', () => {
  const history = createHistory(2);
  appendHistory(history, part(0, 30, 100));
  appendHistory(history, part(15, 20, 7));
  expect(history.to).toBe(20 * SECOND);
  const out = history.nodes[0]?.outPerSecond;
  expect([14, 15, 19, 20].map((second) => (out === undefined ? undefined : valueAt(out, second)))).toEqual([
    100,
    7,
    7,
    Number.NaN,
  ]);
  expect(history.marks.onTime.length).toBe(20);
});

test('a fork begins with its parent’s past and leaves the parent as it was', () => {
  const histories: Histories = new Map();
  receiveHistory(histories, 0, part(0, 40, 100), [trunk]);
  const forked = receiveHistory(histories, 1, part(20, 30, 5), [trunk, fork]);
  const at = (branch: number, second: number) => {
    const out = histories.get(branch)?.nodes[0]?.outPerSecond;
    return out === undefined ? undefined : valueAt(out, second);
  };
  expect([at(1, 0), at(1, 19), at(1, 20), at(1, 29), at(1, 30)]).toEqual([100, 100, 5, 5, Number.NaN]);
  expect([at(0, 20), at(0, 39)]).toEqual([100, 100]);
  expect(forked.to).toBe(30 * SECOND);
});

test('a fork of which nothing was told yet shows what its ancestors did', () => {
  const histories: Histories = new Map();
  receiveHistory(histories, 0, part(0, 40, 100), [trunk]);
  const twice: BranchView = { id: 2, parent: 1, forkedAt: 15 * SECOND, label: 'again', reached: 0 };
  const shown = beginHistory(histories, 2, [trunk, fork, twice]);
  expect(shown?.to).toBe(15 * SECOND);
  expect(beginHistory(histories, 1, [trunk, fork, twice])?.to).toBe(20 * SECOND);
  expect(beginHistory(histories, 7, [trunk, fork])).toBeUndefined();
});

test('a failure told again when the job restarts stays one failure', () => {
  const history = createHistory(2);
  const failure = { at: 5 * SECOND, what: 'tm-2 killed', restoredFrom: null, restartedAt: null, replayed: 0 };
  appendHistory(history, part(0, 10, 100, { failures: [failure] }));
  appendHistory(
    history,
    part(10, 20, 100, { failures: [{ ...failure, restoredFrom: 3, restartedAt: 12 * SECOND, replayed: 40 }] }),
  );
  expect(history.failures).toEqual([{ ...failure, restoredFrom: 3, restartedAt: 12 * SECOND, replayed: 40 }]);
});

test('a restart told by itself ends the failure before it', () => {
  const history = createHistory(2);
  const failure = { at: 5 * SECOND, what: 'tm-2 lost', restoredFrom: null, restartedAt: null, replayed: 0 };
  const restart = { at: 12 * SECOND, what: 'restarted', restoredFrom: 3, restartedAt: 12 * SECOND, replayed: 0 };
  appendHistory(history, part(0, 20, 100, { failures: [failure, restart] }));
  expect(history.failures).toEqual([
    { at: 5 * SECOND, what: 'tm-2 lost', restoredFrom: 3, restartedAt: 12 * SECOND, replayed: 0 },
  ]);
});

test('a checkpoint that ended after the cut is told anew, with what came before it kept', () => {
  const history = createHistory(2);
  const checkpoint = (id: number, from: number, to: number) => ({
    id,
    triggeredAt: from * SECOND,
    endedAt: to * SECOND,
    outcome: 'completed' as const,
  });
  appendHistory(history, part(0, 40, 1, { checkpoints: [checkpoint(1, 8, 9), checkpoint(2, 18, 21)] }));
  appendHistory(history, part(20, 30, 1, { checkpoints: [checkpoint(2, 18, 24)] }));
  expect(history.checkpoints.map((each) => [each.id, each.endedAt / SECOND])).toEqual([
    [1, 9],
    [2, 24],
  ]);
});
