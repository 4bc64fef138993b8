import { describe, expect, it } from 'vitest';
import { listFlags, listInputs } from '../../inference/index.ts';
import { encodeExamples, readWorlds, type WorldDays } from './eta-examples.ts';
import { ETA_SHEET } from './eta-sheet.ts';
import { trainEta } from './train-eta.ts';

const TRAINING: WorldDays = { seeds: [101], firstDay: 1, days: 7, stride: 20_000 };
const UNSEEN: WorldDays = { seeds: [7], firstDay: 9, days: 2, stride: 20_000 };

describe('training the delivery-time model', () => {
  it('gives the same bytes and the same report every time, and keeps the family with the lowest p99', async () => {
    const plan = { version: 'eta-test', training: TRAINING, unseen: UNSEEN, lostShare: 0.02 };
    const first = await trainEta(plan);
    const second = await trainEta(plan);
    expect(second.bytes).toEqual(first.bytes);
    expect(second.report).toEqual(first.report);
    const p99s = first.report.families.map((family) => family.absErrorMinutes.p99);
    expect(first.report.absErrorMinutes.p99).toBe(Math.min(...p99s));
    expect(new Set(p99s).size).toBe(5);
    expect(first.report.training.rows).toBeGreaterThan(400);
  });
});

describe('the examples', () => {
  const inputs = listInputs(ETA_SHEET);
  const tables = readWorlds(TRAINING);
  const whole = encodeExamples(tables, ETA_SHEET);
  const valuesOf = (name: string, examples = whole) =>
    Array.from({ length: examples.rows }, (_, row) => examples.features[row * inputs.length + inputs.indexOf(name)]);
  const share = (isSo: readonly boolean[]) => isSo.filter(Boolean).length / isSo.length;

  it('of a week are wet and dry, and of weekdays and the weekend', () => {
    expect(share(valuesOf('weather_precip_in').map((precip) => (precip ?? 0) > 0))).toBeGreaterThan(0.05);
    expect(share(valuesOf('weather_precip_in').map((precip) => precip === 0))).toBeGreaterThan(0.3);
    expect(new Set(valuesOf('day_of_week')).size).toBe(7);
  });

  it('have no flag up where nothing was lost', () => {
    for (const flag of listFlags(ETA_SHEET)) expect(new Set(valuesOf(flag))).toEqual(new Set([0]));
  });

  it('lose the asked share of each group, with its default and its flag together, and nothing else', () => {
    const lossy = encodeExamples(tables, ETA_SHEET, { share: 0.2, flags: listFlags(ETA_SHEET) });
    for (const flag of listFlags(ETA_SHEET)) {
      const isLost = valuesOf(flag, lossy).map((raised) => raised === 1);
      expect(share(isLost)).toBeGreaterThan(0.12);
      expect(share(isLost)).toBeLessThan(0.28);
      for (const { name, whenMissing } of ETA_SHEET.features) {
        if (whenMissing.kind !== 'default' || whenMissing.flag !== flag) continue;
        const expected = valuesOf(name).map((value, row) => (isLost[row] ? Math.fround(whenMissing.value) : value));
        expect(valuesOf(name, lossy)).toEqual(expected);
      }
    }
    expect(lossy.targets).toEqual(whole.targets);
  });
});
