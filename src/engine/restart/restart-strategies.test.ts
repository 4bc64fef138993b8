import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runRestartStrategy } from './restart-strategies.conformance.ts';
import { createRestartStrategy, defaultExponentialDelay, type RestartStrategySpec } from './restart-strategies.ts';

const unlucky = () => 0.999;
const middle = () => 0.5;

describe('exponential delay', () => {
  it('grows by the multiplier from the initial to the maximum with the defaults of Flink', () => {
    const restart = createRestartStrategy({ ...defaultExponentialDelay, jitter: 0 }, unlucky);
    let now = 0;
    const backoffs = Array.from({ length: 13 }, () => {
      restart.notifyFailure(now);
      const backoff = restart.backoffMs(now);
      now += backoff + 1;
      return backoff;
    });
    expect(backoffs).toEqual([1000, 1500, 2250, 3375, 5062, 7593, 11390, 17085, 25628, 38443, 57665, 60000, 60000]);
  });

  it('merges failures that come before or at the planned restart into one attempt', () => {
    const restart = createRestartStrategy({ ...defaultExponentialDelay, jitter: 0, attempts: 1 }, middle);
    expect([0, 500, 1000, 1001].map((now) => [restart.notifyFailure(now), restart.canRestart(now)])).toEqual([
      [true, true],
      [false, true],
      [false, true],
      [true, false],
    ]);
  });

  // The exact powers of these doubles lie just below the round numbers, where plain products would end.
  it.each([
    [1.2, 1000, [1000, 1200, 1440, 1727]],
    [2.4, 1000, [1000, 2400, 5760, 13823]],
    [1.2, 100_000, [100_000, 120_000, 144_000, 172_799, 207_360, 248_831]],
  ])('raises %f to whole powers with one rounding, as Java does', (multiplier, initialMs, expected) => {
    const spec = { ...defaultExponentialDelay, initialMs, multiplier, maxMs: 1e12, jitter: 0 };
    const restart = createRestartStrategy(spec, middle);
    let now = 0;
    const backoffs = expected.map(() => {
      restart.notifyFailure(now);
      const backoff = restart.backoffMs(now);
      now += backoff + 1;
      return backoff;
    });
    expect(backoffs).toEqual(expected);
  });

  it('stays within the initial and the maximum backoff, whatever the jitter', () => {
    const spec = fc.record({
      initialMs: fc.integer({ min: 1, max: 50 }),
      more: fc.integer({ min: 0, max: 1000 }),
      multiplier: fc.double({ min: 1.01, max: 4, noNaN: true }),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        spec,
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 40 }),
        ({ initialMs, more, multiplier, jitter }, draws) => {
          const left = [...draws];
          const maxMs = initialMs + more;
          const restart = createRestartStrategy(
            { ...defaultExponentialDelay, initialMs, maxMs, multiplier, jitter },
            () => left.shift() ?? 0,
          );
          let now = 0;
          for (const _draw of draws) {
            restart.notifyFailure(now);
            const backoff = restart.backoffMs(now);
            expect(Number.isInteger(backoff) && backoff >= initialMs && backoff <= maxMs).toBe(true);
            now += backoff + 1;
          }
        },
      ),
    );
  });
});

const specs: readonly RestartStrategySpec[] = [
  { kind: 'none' },
  { kind: 'fixed-delay', attempts: 3, delayMs: 10 },
  { kind: 'failure-rate', maxFailures: 2, intervalMs: 30, delayMs: 10 },
  { kind: 'exponential-delay', initialMs: 2, maxMs: 40, multiplier: 2, resetThresholdMs: 60, jitter: 0.5, attempts: 5 },
];

describe.each(specs)('$kind', (spec) => {
  it('plays on from a snapshot exactly as it did the first time', () => {
    const delays = fc.array(fc.integer({ min: 0, max: 70 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(delays, delays, (before, after) => {
        const restart = createRestartStrategy(spec, middle);
        let now = 0;
        const play = (sequence: number[]) =>
          sequence.map((delay) => {
            now += delay;
            return [restart.notifyFailure(now), restart.canRestart(now), restart.backoffMs(now)];
          });
        play(before);
        const [snapshot, then] = [restart.save(), now];
        const first = play(after);
        restart.load(snapshot);
        now = then;
        expect(play(after)).toEqual(first);
      }),
    );
  });
});

describe('failure rate', () => {
  it('forgives when the failure before the allowed ones is older than the interval, strictly', () => {
    const restart = createRestartStrategy(
      { kind: 'failure-rate', maxFailures: 1, intervalMs: 100, delayMs: 1 },
      middle,
    );
    restart.notifyFailure(0);
    restart.notifyFailure(100);
    expect([restart.canRestart(100), restart.canRestart(101)]).toEqual([false, true]);
  });
});

describe('the cases of restart strategies', () => {
  it('may have a fixed delay with unlimited attempts', () => {
    const config = { strategy: 'fixed-delay', attempts: null, delay: 7 };
    const failures = Array.from({ length: 50 }, () => ({ op: 'fail' }));
    const steps = [...failures, { op: 'canRestart', value: true }, { op: 'backoff', value: 7 }];
    const played = runRestartStrategy({ id: 'here', area: 'restart-strategy', source: 'here', config, steps });
    expect(played).toEqual({ kind: 'passed' });
  });
});
