import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Schema } from '../../engine/schema.ts';
import { nodeOfKind } from '../harness/harness-node.ts';
import { OperatorHarness } from '../harness/operator-harness.ts';
import { intervalJoin } from './index.ts';
import { runIntervalJoin } from './interval-join.conformance.ts';

const fields: Schema = [
  { name: 'key', type: 'string' },
  { name: 'value', type: 'number' },
];

interface Entry {
  readonly side: number;
  readonly key: string;
  readonly value: number;
  readonly time: number;
  /** When its cleanup timer fires. */
  readonly until: number;
}

/** Flink's IntervalJoinOperator, word by word: two heaps of entries, each with its cleanup timer. */
class PlainJoin {
  private entries: readonly Entry[] = [];
  private watermarks = [-Infinity, -Infinity];
  private combined = -Infinity;
  out: string[] = [];
  late = 0;
  private readonly lower: number;
  private readonly upper: number;

  constructor(lower: number, upper: number) {
    this.lower = lower;
    this.upper = upper;
  }

  element(side: number, key: string, value: number, time: number): void {
    if (time < this.combined) {
      this.late++;
      return;
    }
    const kept = side === 0 ? Math.max(this.upper, 0) : Math.max(-this.lower, 0);
    this.entries = [...this.entries, { side, key, value, time, until: time + kept }];
    for (const other of this.entries) {
      if (other.side === side || other.key !== key) continue;
      const [left, right] = side === 0 ? [{ value, time }, other] : [other, { value, time }];
      if (right.time < left.time + this.lower || right.time > left.time + this.upper) continue;
      this.out.push(`${left.value} ${right.value} ${Math.max(left.time, right.time)}`);
    }
  }

  advance(side: number, watermark: number): void {
    this.watermarks = this.watermarks.map((before, i) => (i === side ? Math.max(before, watermark) : before));
    const combined = Math.min(...this.watermarks);
    if (combined <= this.combined) return;
    this.combined = combined;
    this.entries = this.entries.filter(({ until }) => until > combined);
    this.out.push(`watermark ${combined}`);
  }

  save() {
    return this.entries;
  }

  load(entries: readonly Entry[]): void {
    this.entries = entries;
    this.watermarks = [-Infinity, -Infinity];
    this.combined = -Infinity;
    this.out = [];
  }
}

const time = fc.integer({ min: -20, max: 40 });
const side = fc.constantFrom(0, 1);
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('element' as const), side, key: fc.constantFrom('a', 'b'), time }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('watermark' as const), side, time }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('snapshot' as const, 'restore' as const) }) },
);
const bound = fc.record({ at: fc.integer({ min: -15, max: 15 }), inclusive: fc.boolean() });

test('joins, forgets and refuses what Flink’s interval join does, over checkpoints and restores', () => {
  fc.assert(
    fc.property(bound, bound, fc.array(act, { maxLength: 60 }), (one, two, acts) => {
      const [lower, upper] = one.at <= two.at ? [one, two] : [two, one];
      const config = {
        leftKey: 'key',
        rightKey: 'key',
        prefix: 'right_',
        lower: lower.at,
        lowerInclusive: lower.inclusive,
        upper: upper.at,
        upperInclusive: upper.inclusive,
      };
      const planned = nodeOfKind(intervalJoin, config, [fields, fields]);
      if (planned.kind === 'problems') throw new Error(planned.problems[0].message);
      const harness = new OperatorHarness(planned.node);
      const plain = new PlainJoin(lower.at + (lower.inclusive ? 0 : 1), upper.at - (upper.inclusive ? 0 : 1));
      let saved = { checkpoint: harness.snapshot(), plain: plain.save() };
      acts.forEach((each, i) => {
        if (each.kind === 'element') {
          harness.element(each.side, { key: each.key, value: i }, each.time);
          plain.element(each.side, each.key, i, each.time);
        } else if (each.kind === 'watermark') {
          harness.watermark(each.side, each.time);
          plain.advance(each.side, each.time);
        } else if (each.kind === 'snapshot') saved = { checkpoint: harness.snapshot(), plain: plain.save() };
        else {
          harness.restore(saved.checkpoint);
          plain.load(saved.plain);
        }
        const written = harness.takeOutput().map((out) => {
          if (out.kind === 'record') return `${out.value.value} ${out.value.right_value} ${out.timestamp}`;
          return out.kind === 'watermark' ? `watermark ${out.watermark}` : 'status';
        });
        expect(written.sort()).toEqual(plain.out.sort());
        plain.out = [];
        const late = [1, 2].flatMap((port) => harness.takeOutput(port)).filter(({ kind }) => kind === 'record');
        expect(late).toHaveLength(plain.late);
        plain.late = 0;
        expect(harness.host.state.held()).toBe(plain.save().length);
      });
    }),
    { numRuns: 300 },
  );
});

test.each([null, 'MIN'])('refuses a record whose timestamp is %s, as Flink does, and goes on', (ts) => {
  const config = { lower: -1, lowerInclusive: true, upper: 1, upperInclusive: true, lateTags: true };
  const steps = [
    { op: 'element1', value: 1, ts, error: 'FlinkException' },
    { op: 'watermark1', wm: 5 },
    { op: 'watermark2', wm: 5 },
    { op: 'element2', value: 1, ts, error: 'FlinkException' },
    { op: 'element1', value: 1, ts: 4 },
    { op: 'expectSide', tag: 'left-late', order: 'records-any', out: [{ rec: 1, ts: 4 }] },
    { op: 'expect', order: 'exact', out: [{ wm: 5 }] },
  ];
  const played = runIntervalJoin({ id: 'here', area: 'interval-join', source: 'here', config, steps });
  expect(played).toEqual({ kind: 'passed' });
});
