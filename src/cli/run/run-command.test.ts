import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { told as toldBy } from '../testing/told.ts';
import { runCommand } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-run-'));
const table = join(folder, 'table.csv');
writeFileSync(table, 't,k,v\n0,a,1\n1,a,3\nsoon,a,5\n2,b,NA\n');
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

const windows = ['file-window', '--set', `file.path=${table}`, '--set', 'file.eventTime=t', '--set', 'window.key=k'];
const whole = [...windows, '--set', 'window.value=v', '--set', 'window.size=1m'];

const told = (...argv: readonly string[]) => toldBy(runCommand, ...argv);

describe('tidemark run', () => {
  it('refuses a fault that the run does not live to see', async () => {
    const { code, out, err } = await told(...whole, '--fault', 'kill:tm-1@3m', '--json');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/kill:tm-1@3m, at: The run was over at .*ms, before this fault/);
  });

  it('ends after ten minutes where a finite source falls silent for good', async () => {
    const { out } = await told(...whole, '--fault', 'silence:file/p0@1ms', '--json');
    expect(JSON.parse(out)).toMatchObject({ virtualMs: 600_000, eventsIn: 1, quarantined: [{ line: 4 }] });
  });

  it('gives one JSON object with the fields that scripts rely on', async () => {
    const { code, out } = await told(...whole, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      hash: expect.stringMatching(/^[0-9a-f]+$/),
      seed: 42,
      eventsIn: 3,
      nodes: { window: { kind: 'tumbling-window', recordsIn: 3, recordsOut: 2, late: 0, dropped: 0, held: 0 } },
      sinks: {
        sink: {
          guarantee: 'none',
          committed: 2,
          ledger: { expected: 2, lost: 0, duplicated: 0, phantom: 0, wrong: 0, late: 0 },
        },
      },
      model: null,
      failures: [],
      quarantined: [{ source: 'file', line: 4, reason: '“soon” in “t” is no time' }],
    });
  });

  it('shows a reader the results, the ledger with what came too late, and the rows that could not be read', async () => {
    const { out } = await told(...whole);
    expect(out).toMatch(/dropped/);
    expect(out).toMatch(/wrong 0, late 0/);
    expect(out).toMatch(/"key":"a","start":0,"end":60000,"count":2/);
    expect(out).toMatch(/file, line 4: “soon” in “t” is no time/);
  });

  it('shows as many results as somebody asks for', async () => {
    expect((await told(...whole, '--records', '1')).out).toMatch(/"key":"a".*\n.*1 more/);
    expect((await told(...whole, '--records', '0')).out).not.toMatch(/"key"/);
  });
});
