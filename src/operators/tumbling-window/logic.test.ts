import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Schema } from '../../engine/schema.ts';
import { windowStart } from '../../engine/windows/time-window.ts';
import { nodeOfKind } from '../harness/harness-node.ts';
import { OperatorHarness } from '../harness/operator-harness.ts';
import { tumblingWindow } from './index.ts';

const fields: Schema = [
  { name: 'key', type: 'string' },
  { name: 'value', type: 'number' },
];

interface Timer {
  readonly time: number;
  readonly key: string;
  readonly start: number;
}

/** Flink's WindowOperator with EventTimeTrigger, word by word: every element registers its timers, a set holds them. */
class PlainWindows {
  private sums = new Map<string, number>();
  private timers = new Map<string, Timer>();
  private watermark = -Infinity;
  out: string[] = [];
  late = 0;
  private readonly size: number;
  private readonly offset: number;
  private readonly lateness: number;

  constructor(size: number, offset: number, lateness: number) {
    this.size = size;
    this.offset = offset;
    this.lateness = lateness;
  }

  element(key: string, value: number, time: number): void {
    const start = windowStart(time, this.offset, this.size);
    const last = start + this.size - 1;
    if (last + this.lateness <= this.watermark) {
      this.late++;
      return;
    }
    const pane = `${key} ${start}`;
    this.sums.set(pane, (this.sums.get(pane) ?? 0) + value);
    if (last <= this.watermark) this.out.push(`${key} ${this.sums.get(pane)} ${last}`);
    else this.register({ time: last, key, start });
    this.register({ time: last + this.lateness, key, start });
  }

  advance(watermark: number): void {
    if (watermark <= this.watermark) return;
    this.watermark = watermark;
    const due = [...this.timers].filter(([, { time }]) => time <= watermark).sort((a, b) => a[1].time - b[1].time);
    for (const [id, { time, key, start }] of due) {
      this.timers.delete(id);
      const pane = `${key} ${start}`;
      const last = start + this.size - 1;
      const sum = this.sums.get(pane);
      if (sum !== undefined && time === last) this.out.push(`${key} ${sum} ${last}`);
      if (time === last + this.lateness) this.sums.delete(pane);
    }
    this.out.push(`watermark ${watermark}`);
  }

  save() {
    return { sums: new Map(this.sums), timers: new Map(this.timers) };
  }

  load({ sums, timers }: ReturnType<PlainWindows['save']>): void {
    this.sums = new Map(sums);
    this.timers = new Map(timers);
    this.watermark = -Infinity;
    this.out = [];
  }

  private register(timer: Timer): void {
    this.timers.set(JSON.stringify(timer), timer);
  }
}

const time = fc.integer({ min: -30, max: 60 });
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('element' as const), key: fc.constantFrom('a', 'b'), time }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('watermark' as const), time }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('snapshot' as const, 'restore' as const) }) },
);

test('fires, keeps and refuses what Flink’s window operator does, over checkpoints and restores', () => {
  const settings = fc.record({
    size: fc.integer({ min: 1, max: 12 }),
    shift: fc.nat(),
    lateness: fc.integer({ min: 0, max: 9 }),
  });
  fc.assert(
    fc.property(settings, fc.array(act, { maxLength: 60 }), ({ size, shift, lateness }, acts) => {
      const offset = (shift % (2 * size - 1)) - (size - 1);
      const config = { key: 'key', value: 'value', size, offset, allowedLateness: lateness, aggregates: ['sum'] };
      const planned = nodeOfKind(tumblingWindow, config, [fields]);
      if (planned.kind === 'problems') throw new Error(planned.problems[0].message);
      const harness = new OperatorHarness(planned.node);
      const plain = new PlainWindows(size, offset, lateness);
      let saved = { checkpoint: harness.snapshot(), plain: plain.save() };
      acts.forEach((each, i) => {
        if (each.kind === 'element') {
          harness.element(0, { key: each.key, value: 2 ** (i % 20) }, each.time);
          plain.element(each.key, 2 ** (i % 20), each.time);
        } else if (each.kind === 'watermark') {
          harness.watermark(0, each.time);
          plain.advance(each.time);
        } else if (each.kind === 'snapshot') saved = { checkpoint: harness.snapshot(), plain: plain.save() };
        else {
          harness.restore(saved.checkpoint);
          plain.load(saved.plain);
        }
        const written = harness.takeOutput().map((out) => {
          if (out.kind === 'record') return `${out.value.key} ${out.value.sum} ${out.timestamp}`;
          return out.kind === 'watermark' ? `watermark ${out.watermark}` : 'status';
        });
        expect(written.sort()).toEqual(plain.out.sort());
        plain.out = [];
        const late = harness.takeOutput(1).filter(({ kind }) => kind === 'record').length;
        expect(late).toBe(plain.late);
        plain.late = 0;
      });
    }),
    { numRuns: 300 },
  );
});
