import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runAnyWindows } from '../../operators/harness/windows/window-operator.conformance.ts';
import { isTumbling, runWindowOperator } from '../../operators/tumbling-window/window-operator.conformance.ts';
import { areas } from './areas.ts';
import { readCaseFiles } from './case-files.ts';
import { runConformance } from './index.ts';
import { emptyReport, runCases } from './run-cases.ts';
import { unsupportedAreas } from './unsupported-areas.ts';

/** Cases that passed when the area was last worked on: fewer means that cases are lost or passed over. */
const leastPassed: Readonly<Record<string, number>> = {
  'checkpoint-barriers': 21,
  'interval-join': 122,
  kafka: 2,
  'kafka-transactions': 60,
  'key-groups': 52,
  'merging-window-set': 54,
  'process-function': 70,
  'restart-strategy': 12,
  'source-watermarks': 3,
  'state-ttl': 88,
  'status-watermark-valve': 62,
  'timer-service': 65,
  'timestamps-watermarks': 60,
  trigger: 64,
  'two-input-watermarks': 52,
  'two-phase-commit-function': 4,
  'watermark-generator': 55,
  'watermark-multiplexer': 62,
  'window-assigner': 64,
  'window-join': 55,
  'window-operator': 137,
};

const files = readCaseFiles('conformance');
const cases = files.flatMap((file) => (file.kind === 'cases' ? file.cases : []));

function areaOf(testCase: unknown): unknown {
  return typeof testCase === 'object' && testCase !== null && 'area' in testCase ? testCase.area : null;
}

describe('the recorded and transcribed cases of Flink', () => {
  it('are all read', () => {
    expect(files.filter(({ kind }) => kind === 'no-cases')).toEqual([]);
  });

  it.each([...areas.keys()])('hold for %s', (area) => {
    const report = emptyReport();
    runCases(
      cases.filter((each) => areaOf(each) === area),
      area,
      report,
    );
    expect(report.failed).toEqual([]);
    expect(report.passed.length).toBeGreaterThanOrEqual(leastPassed[area] ?? 1);
  });
});

describe('tumbling windows', () => {
  it('do the same as an operator kind and on the window operator of the engine', () => {
    const tumbling = cases.filter((each) => areaOf(each) === 'window-operator' && isTumbling(each));
    expect(tumbling.length).toBeGreaterThanOrEqual(11);
    for (const run of [runWindowOperator, runAnyWindows])
      expect(tumbling.map(run).filter(({ kind }) => kind !== 'passed')).toEqual([]);
  });
});

describe('what no part runs yet', () => {
  it('has a reason for every area of the cases that has no runner, and for no other', () => {
    const found = [...new Set(cases.map(areaOf))].filter((area) => typeof area === 'string' && !areas.has(area));
    expect(found.sort()).toEqual([...unsupportedAreas].sort());
  });

  it('is reported case by case, with the reason', () => {
    const report = emptyReport();
    runCases(
      cases.filter((each) => areaOf(each) === 'window-operator'),
      'window-operator',
      report,
    );
    const reasons = new Set(report.unsupported.map(({ why }) => why));
    expect([...reasons]).toEqual(['it needs integers beyond 2^53, and times are doubles here']);
  });
});

describe('the conformance command', () => {
  const good = {
    id: 'good',
    area: 'watermark-generator',
    source: 'here',
    config: { generator: 'bounded', bound: 1 },
    steps: [
      { op: 'event', ts: 5 },
      { op: 'periodic', emits: 3 },
    ],
  };
  const wrong = {
    ...good,
    id: 'wrong',
    steps: [
      { op: 'event', ts: 5 },
      { op: 'periodic', emits: 4 },
    ],
  };
  const strange = { ...good, id: 'strange', steps: [{ op: 'dance' }] };
  const crashing = {
    id: 'crashing',
    area: 'watermark-multiplexer',
    source: 'here',
    config: {},
    steps: [{ op: 'immediate', output: 'nobody', wm: 1 }],
  };

  afterEach(() => {
    vi.restoreAllMocks();
  });

  function run(content: string | Buffer, name: string, ...options: string[]) {
    return runFiles({ [name]: content }, '.', ...options);
  }

  function runFiles(contents: Readonly<Record<string, string | Buffer>>, path: string, ...options: string[]) {
    const directory = mkdtempSync(join(tmpdir(), 'conformance-'));
    for (const [name, content] of Object.entries(contents)) writeFileSync(join(directory, name), content);
    let out = '';
    let errors = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      errors += String(text);
      return true;
    });
    const code = runConformance([join(directory, path), ...options]);
    rmSync(directory, { recursive: true });
    return { code, out, errors };
  }

  it('passes with exit code 0 and prints the totals', () => {
    expect(run(JSON.stringify([good]), 'cases.json')).toMatchObject({
      code: 0,
      out: '1 passed, 0 failed, 0 unsupported\n',
    });
  });

  it('reads gzipped files and prints one JSON object with --json', () => {
    const { code, out } = run(gzipSync(JSON.stringify([good, wrong, strange, crashing])), 'cases.json.gz', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      passed: ['good'],
      failed: [
        { id: 'wrong', area: 'watermark-generator', step: 1, expected: 4, actual: 3 },
        {
          id: 'crashing',
          area: 'watermark-multiplexer',
          step: -1,
          expected: 'no crash',
          actual: expect.stringContaining('nobody'),
        },
      ],
      unsupported: [{ id: 'strange', area: 'watermark-generator', why: expect.stringContaining('steps.0') }],
    });
  });

  it('does not count unsupported cases as failures', () => {
    expect(run(JSON.stringify([strange, { id: 'x', area: 'unheard-of' }]), 'cases.json').code).toBe(0);
  });

  it('says on standard error which file it cannot read, and prints nothing else', () => {
    const { code, out, errors } = run('{"not": "an array"}', 'broken.json', '--json');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(errors).toContain('broken.json');
  });

  it('passes over other JSON beside the cases, with a warning, and runs the cases', () => {
    const others = { 'a.json': '{"not": "an array"}', 'b.json': '[1, 2]', 'c.json': '{', 'd.json.gz': 'no gzip' };
    const { code, out, errors } = runFiles({ ...others, 'z.json': JSON.stringify([good]) }, '.');
    expect({ code, out }).toEqual({ code: 0, out: '1 passed, 0 failed, 0 unsupported\n' });
    for (const name of Object.keys(others)) expect(errors).toContain(`${name} is passed over`);
    expect(errors).not.toContain('z.json');
  });

  it('refuses other JSON that is named itself', () => {
    const { code, out, errors } = runFiles({ 'a.json': '{}', 'z.json': JSON.stringify([good]) }, 'a.json');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(errors).toContain('a.json: it does not hold a JSON array of cases');
  });

  it('refuses a path that does not exist, an unknown option and no path at all', () => {
    const errors: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => errors.push(String(text)) > 0);
    expect([runConformance(['/does/not/exist']), runConformance(['--jsn', 'x']), runConformance([])]).toEqual([
      2, 2, 2,
    ]);
    expect(errors.join('')).toMatch(/does\/not\/exist[\s\S]*--jsn[\s\S]*usage/);
  });
});
