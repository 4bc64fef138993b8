import { assert } from './assert.ts';
import { exp, log, pow } from './exact-math.ts';
import { normalQuantile } from './normal-quantile.ts';

/**
 * A distribution as a table of its quantiles: `draw(table, u)` turns a uniform number in [0, 1) into one
 * of the distribution. The table is finest where u is nearest to 0 and 1: every halving of the tail has
 * {@link CELLS} cells down to 2^-32, so a lognormal's far end is as true as its middle (about 2e-5 of a
 * standard deviation). Build once; 32 KB each.
 */
export function draw(table: QuantileTable, u: number): number {
  const bits = (u * 4294967296) | 0;
  // The upper half is the lower one seen in a mirror: `tail` counts from the nearer end. No branch: it would be
  // foreseen wrongly every other time.
  const mirror = bits >> 31;
  const tail = bits ^ mirror;
  const octave = Math.clz32(tail) - 1;
  const within = (tail << 1) << (octave + 1);
  const index = (mirror & SIDE) + (((OCTAVES - 1 - octave) << CELL_BITS) | (within >>> (32 - CELL_BITS)));
  const here = table[index] ?? 0;
  const next = table[index + 1] ?? 0;
  return here + (next - here) * ((within & CELL_MASK) * CELL_UNIT);
}

export type QuantileTable = Float64Array;

/** Tabulates any quantile function: `quantile(u)` must be finite and must not fall, for 0 < u < 1. */
export function tabulate(quantile: (u: number) => number): QuantileTable {
  const table = new Float64Array(2 * SIDE);
  for (let i = 0; i < SIDE; i++) {
    const tail = tailOfNode(i);
    table[i] = quantile(tail);
    table[SIDE + i] = quantile(1 - tail);
  }
  return table;
}

export function normal(mean: number, deviation: number): QuantileTable {
  return tabulate((u) => mean + deviation * normalQuantile(u));
}

/** `exp` of a normal value: `mu` and `sigma` belong to the logarithm, so the median is `exp(mu)`. */
export function lognormal(mu: number, sigma: number): QuantileTable {
  return tabulate((u) => exp(mu + sigma * normalQuantile(u)));
}

export function exponential(mean: number): QuantileTable {
  return tabulate((u) => -mean * log(1 - u));
}

/** Shape at least 1 (below, the density has no bound at 0, and the table would not hold it). */
export function gamma(shape: number, scale: number): QuantileTable {
  assert(shape >= 1, `gamma with shape ${shape}: only shapes from 1 on are tabulated`);
  // 30 standard deviations and 60 scales past the mean less than 2^-60 is left.
  const end = shape + 30 * Math.sqrt(shape) + 60;
  const peak = shape - 1;
  const logPeak = peak > 0 ? peak * log(peak) - peak : 0;
  const density = (x: number) => {
    if (peak === 0) return exp(-x);
    return x <= 0 ? 0 : exp(peak * log(x) - x - logPeak);
  };
  return tabulateDensity(density, end, scale);
}

/** Both parameters at least 1, for the same reason as {@link gamma}. */
export function beta(a: number, b: number): QuantileTable {
  assert(a >= 1 && b >= 1, `beta(${a}, ${b}): only parameters from 1 on are tabulated`);
  return tabulateDensity((x) => power(x, a - 1) * power(1 - x, b - 1), 1, 1);
}

/** Halvings of the tail, from 1/2 down to 2^-32. */
const OCTAVES = 32;
const CELL_BITS = 6;
const CELLS = 1 << CELL_BITS;
/** Nodes of one half: those of every cell and the middle, u = 1/2. */
const SIDE = OCTAVES * CELLS + 1;
const CELL_MASK = (1 << (32 - CELL_BITS)) - 1;
const CELL_UNIT = 1 / (1 << (32 - CELL_BITS));

const FIRST_TAIL = 1 / 8589934592;

/** The tail at node i, rising from 2^-33 to 1/2. */
function tailOfNode(i: number): number {
  const octave = Math.floor(i / CELLS);
  let tail = (1 + (i % CELLS) / CELLS) * FIRST_TAIL;
  for (let k = 0; k < octave; k++) tail *= 2;
  return tail;
}

function power(x: number, exponent: number): number {
  if (exponent === 0) return 1;
  return x <= 0 ? 0 : pow(x, exponent);
}

const MESH = 8192;

/**
 * The quantiles of an unnormalised density on [0, end], times `scale`. The area is summed by Simpson's rule
 * from both ends, each sum serving its own tail, so that small shares keep their digits; inside a cell of the
 * mesh the density counts as linear.
 */
function tabulateDensity(density: (x: number) => number, end: number, scale: number): QuantileTable {
  // Cells shrink towards both ends, where a density may go to 0 within very little.
  const edge = (i: number) => (end * (i * i * (3 * MESH - 2 * i))) / (MESH * MESH * MESH);
  const heights = new Float64Array(MESH + 1);
  const areas = new Float64Array(MESH);
  for (let i = 0; i <= MESH; i++) heights[i] = density(edge(i));
  let total = 0;
  for (let i = 0; i < MESH; i++) {
    const left = edge(i);
    const right = edge(i + 1);
    const middle = density((left + right) / 2);
    const area = ((right - left) / 6) * ((heights[i] ?? 0) + 4 * middle + (heights[i + 1] ?? 0));
    areas[i] = area;
    total += area;
  }
  const table = new Float64Array(2 * SIDE);
  let below = 0;
  let cell = 0;
  for (let i = 0; i < SIDE; i++) {
    const wanted = tailOfNode(i) * total;
    while (below + (areas[cell] ?? 0) < wanted) below += areas[cell++] ?? 0;
    const inside = shareOfCell(heights[cell] ?? 0, heights[cell + 1] ?? 0, (wanted - below) / (areas[cell] ?? 1));
    table[i] = (edge(cell) + inside * (edge(cell + 1) - edge(cell))) * scale;
  }
  let above = 0;
  cell = MESH - 1;
  for (let i = 0; i < SIDE; i++) {
    const wanted = tailOfNode(i) * total;
    while (above + (areas[cell] ?? 0) < wanted) above += areas[cell--] ?? 0;
    const inside = shareOfCell(heights[cell + 1] ?? 0, heights[cell] ?? 0, (wanted - above) / (areas[cell] ?? 1));
    table[SIDE + i] = (edge(cell + 1) - inside * (edge(cell + 1) - edge(cell))) * scale;
  }
  return table;
}

/** How far into a cell a share of its area lies, when the height goes linearly from `near` to `far`. */
function shareOfCell(near: number, far: number, share: number): number {
  // The root of near·x + (far − near)·x²/2 = share·(near + far)/2, in the form that does not cancel.
  const root = Math.sqrt(near * near + share * (far * far - near * near));
  const x = (share * (near + far)) / (near + root);
  return x >= 0 && x <= 1 ? x : share;
}
