import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestBytes } from '../../base/digest.ts';
import { type ModelSession, measureErrors } from '../../inference/index.ts';
import { openModel } from '../../inference/session.node.ts';
import { encodeExamples, readWorlds } from './eta-examples.ts';
import { ETA_SHEET } from './eta-sheet.ts';

const file = (name: string) => new URL(`../../../public/models/${name}`, import.meta.url);

describe('public/models/eta-v1.onnx', () => {
  let bytes: Uint8Array;
  let session: ModelSession;
  beforeAll(async () => {
    bytes = await readFile(file('eta-v1.onnx'));
    const opened = await openModel(bytes, 'eta-v1');
    if (opened.kind === 'problem') throw new Error(opened.problem.message);
    session = opened.session;
  });

  it('is the file that its report describes, with the sheet that training used', async () => {
    const report = JSON.parse(await readFile(file('eta-v1.json'), 'utf8'));
    expect(report).toMatchObject({ version: 'eta-v1', digest: digestBytes(bytes), bytes: bytes.length });
    expect(report.inputs).toEqual(session.inputNames);
    expect(session.version).toBe('eta-v1');
    expect(session.sheet).toEqual(ETA_SHEET);
  });

  it('is off by at most 8 minutes for 99 % of the parcels of a week and a world that no training saw', async () => {
    const week = readWorlds({ seeds: [1042], firstDay: 30, days: 7, stride: 3000 });
    const examples = encodeExamples(week, ETA_SHEET);
    const errors = measureErrors(await session.run(examples.features, examples.rows), examples.targets);
    expect(errors.rows).toBeGreaterThan(3000);
    expect(Math.abs(errors.bias)).toBeLessThan(0.5);
    expect(errors.p50).toBeLessThan(2);
    expect(errors.p99).toBeLessThanOrEqual(8);
  });
});
