import type { ExponentialDelaySpec, RestartStrategy } from './restart-strategies.ts';

/**
 * Flink's `ExponentialDelayRestartBackoffTimeStrategy`. Failures until the planned restart are one attempt.
 * The jitter is taken of the backoff before it is bounded, and the sum is then held within initial and max.
 */
export function createExponentialDelay(spec: ExponentialDelaySpec, random: () => number): RestartStrategy {
  let attempt = 0;
  let nextRestart: number | null = null;
  return {
    notifyFailure: (now) => {
      if (nextRestart !== null && now <= nextRestart) return false;
      if (nextRestart !== null && now - nextRestart >= spec.resetThresholdMs) attempt = 0;
      nextRestart = now + nextBackoff(spec, attempt, random);
      attempt += 1;
      return true;
    },
    canRestart: () => attempt <= spec.attempts,
    backoffMs: (now) => {
      if (nextRestart === null) throw new Error('IllegalStateException: no failure has been reported yet');
      return Math.max(0, nextRestart - now);
    },
    save: () => (nextRestart === null ? [attempt] : [attempt, nextRestart]),
    load: ([savedAttempt, savedRestart]) => {
      attempt = savedAttempt ?? 0;
      nextRestart = savedRestart ?? null;
    },
  };
}

function nextBackoff(spec: ExponentialDelaySpec, attempt: number, random: () => number): number {
  const backoff = Math.trunc(spec.initialMs * integerPower(spec.multiplier, attempt));
  // Beyond this no jitter can bring it under the maximum again, and doubles would lose the milliseconds.
  if (backoff * (1 - spec.jitter) > spec.maxMs + 1) return spec.maxMs;
  const reach = Math.trunc(backoff * spec.jitter);
  const jitter = spec.jitter === 0 ? 0 : Math.floor(random() * (2 * reach + 1)) - reach;
  return Math.max(spec.initialMs, Math.min(backoff + jitter, spec.maxMs));
}

/**
 * `base` to a whole power, rounded once at the end as Java's Math.pow is: products are carried as the sum of
 * two doubles. A plain product can end on a neighbouring double, and truncation turns that into a whole
 * millisecond: 1000 × 1.2³ is 1727 ms in Flink, as the double 1.2 lies a little below 6/5, and not 1728.
 */
function integerPower(base: number, exponent: number): number {
  let high = 1;
  let low = 0;
  for (let i = 0; i < exponent && high < 1e300; i += 1) {
    const product = high * base;
    const error = productError(high, base, product) + low * base;
    high = product + error;
    low = error - (high - product);
  }
  return high;
}

/** What `product`, the rounded `a * b`, leaves of the exact one (Dekker, with Veltkamp's split). */
function productError(a: number, b: number, product: number): number {
  const [aHigh, aLow] = split(a);
  const [bHigh, bLow] = split(b);
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

function split(value: number): readonly [number, number] {
  const scaled = value * 134217729;
  const high = scaled - (scaled - value);
  return [high, value - high];
}
