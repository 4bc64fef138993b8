/** The ledger of runs that were killed, held against counts of what their sinks show. */
import { describe, expect, it } from 'vitest';
import type { DocumentInput, Intervention } from '../pipeline/document.ts';
import { auditSink } from './ledger.ts';
import { readSink } from './sink-log.ts';
import { play } from './testing/play.ts';

/** Rows a minute apart, every fifth an hour and a half behind: an hour's window has closed by then. */
const rows = Array.from({ length: 2000 }, (_, i) => `${i * 60 - (i % 5 === 4 ? 5400 : 0)},${'abc'[i % 3]},${i}`);
const table = `t,k,v\n${rows.join('\n')}\n`;

function hourly(boundMs: number): DocumentInput {
  return {
    version: 1,
    nodes: [
      { id: 'file', kind: 'file', parallelism: 1, config: { path: 'x', eventTime: 't', outOfOrderness: boundMs } },
      { id: 'window', kind: 'tumbling-window', config: { key: 'k', value: 'v', size: 3_600_000 } },
      { id: 'windows', kind: 'collect', parallelism: 1 },
      { id: 'rows', kind: 'filter', config: { condition: 'v >= 0' } },
      { id: 'all', kind: 'collect', parallelism: 1 },
    ],
    edges: [
      { from: { node: 'file', port: 'out' }, to: { node: 'window', port: 'in' } },
      { from: { node: 'window', port: 'out' }, to: { node: 'windows', port: 'in' } },
      { from: { node: 'file', port: 'out' }, to: { node: 'rows', port: 'in' } },
      { from: { node: 'rows', port: 'out' }, to: { node: 'all', port: 'in' } },
    ],
    settings: { checkpointing: { intervalMs: 500 } },
  };
}

async function simulate(input: DocumentInput, interventions: readonly Intervention[]) {
  const played = await play({ ...input, interventions: [...interventions] }, { x: table }, Infinity);
  expect(played.stop).toBe('finished');
  return played;
}

describe('the ledger of a run over a file', () => {
  const kill: Intervention = { kind: 'kill', target: 'tm-1', at: 1_200_000 };

  it('counts rows that came too late for the sinks behind the window alone', async () => {
    const calm = await simulate(hourly(0), []);
    const late = calm.happenings.filter(({ kind }) => kind === 'late').length;
    expect(late).toBeGreaterThan(50);
    expect(auditSink(calm, calm, 'windows').late).toBe(late);
    expect(auditSink(calm, calm, 'all').late).toBe(0);
  });

  it('finds no window phantom, lost or wrong of which a kill changed no more than what comes too late', async () => {
    const [calm, killed] = [await simulate(hourly(0), []), await simulate(hourly(0), [kill])];
    const shown = readSink(killed.run, 'windows').committed.map(({ value }) => `${value.key} ${value.start}`);
    const wanted = new Set(readSink(calm.run, 'windows').committed.map(({ value }) => `${value.key} ${value.start}`));
    const distinct = new Set(shown);
    const { duplicated, ...rest } = auditSink(killed, calm, 'windows');
    expect(rest).toMatchObject({ expected: wanted.size, lost: 0, phantom: 0, wrong: 0 });
    expect(duplicated).toBe(
      shown.filter((id) => wanted.has(id)).length - [...distinct].filter((id) => wanted.has(id)).length,
    );
  });

  it('counts copies, and nothing else, where nothing comes too late', async () => {
    const bound = 2 * 3_600_000;
    const [calm, killed] = [await simulate(hourly(bound), []), await simulate(hourly(bound), [kill])];
    const copies = (sink: string) => {
      const log = readSink(killed.run, sink).committed.map(({ value }) => JSON.stringify(value));
      return log.length - new Set(log).size;
    };
    expect(copies('all')).toBeGreaterThan(100);
    for (const sink of ['windows', 'all'])
      expect(auditSink(killed, calm, sink)).toEqual({
        expected: readSink(calm.run, sink).committed.length,
        lost: 0,
        duplicated: copies(sink),
        phantom: 0,
        wrong: 0,
        late: 0,
      });
  });
});
