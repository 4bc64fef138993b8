import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { kindsCommand, presetsCommand, validateCommand } from './catalogue.ts';
import { told } from './testing/told.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-catalogue-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

describe('tidemark validate', () => {
  it('reads the files that a document names, as a run does', async () => {
    const table = join(folder, 'table.csv');
    writeFileSync(table, 't,k,v\n0,a,1\n');
    const document = join(folder, 'document.json');
    const nodes = [
      { id: 'file', kind: 'file', config: { path: table, eventTime: 't' } },
      { id: 'sink', kind: 'collect' },
    ];
    const edges = [{ from: { node: 'file', port: 'out' }, to: { node: 'sink', port: 'in' } }];
    writeFileSync(document, JSON.stringify({ version: 1, nodes, edges }));
    expect(await told(validateCommand, document, '--json')).toEqual({
      code: 0,
      out: '{"valid":true,"problems":[]}\n',
      err: '',
    });
  });

  it.each([
    [[], /Say what to validate/],
    [['shipfast', 'interval-join'], /One thing/],
    [['shipfast', '--wat'], /no such option/],
    [[folder], /is a directory/],
  ])('refuses %j in words', async (argv, says) => {
    const { code, err } = await told(validateCommand, ...argv);
    expect(code).toBe(1);
    expect(err).toMatch(says);
  });
});

describe.each([
  ['presets', presetsCommand],
  ['kinds', kindsCommand],
])('tidemark %s', (_, command) => {
  it('prints one JSON object', async () => {
    const { code, out } = await told(command, '--json');
    expect(code).toBe(0);
    expect(() => JSON.parse(out)).not.toThrow();
  });

  it.each(['x', '--wat'])('refuses %s', async (word) => {
    expect(await told(command, word, '--json')).toMatchObject({ code: 1, out: '', err: expect.stringContaining(word) });
  });
});
