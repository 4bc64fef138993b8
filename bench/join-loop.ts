import { type Found, JOIN_MS, type JoinSides } from './workloads.ts';

interface Side {
  readonly times: Float64Array[];
  readonly values: Float64Array[];
  readonly first: Int32Array;
  readonly end: Int32Array;
}

/** W4 as a straight loop: both streams merged by arrival, each key's entries in order of time. Nothing is late here. */
export function joinLoop({ left, right }: JoinSides): Found {
  const sides = [makeSide(), makeSide()];
  const columns = [left, right];
  const at = [0, 0];
  let results = 0;
  let checksum = 0;
  while (at[0] < left.length || at[1] < right.length) {
    const leftArrival = at[0] < left.length ? at[0] / left.length : 2;
    const rightArrival = at[1] < right.length ? at[1] / right.length : 2;
    const s = leftArrival <= rightArrival ? 0 : 1;
    const i = at[s]++;
    const { time, key, value } = columns[s];
    const k = key[i];
    const t = time[i];
    insert(sides[s], k, t, value[i]);
    const other = sides[1 - s];
    const times = other.times[k];
    const values = other.values[k];
    let from = other.first[k];
    while (from < other.end[k] && times[from] < t - JOIN_MS - 2000) from++;
    other.first[k] = from;
    while (from < other.end[k] && times[from] < t - JOIN_MS) from++;
    for (let j = from; j < other.end[k] && times[j] <= t + JOIN_MS; j++) {
      results++;
      checksum = (checksum + value[i] * 7 + values[j]) % 1_000_000_007;
    }
  }
  return { results, late: 0, checksum };
}

function makeSide(): Side {
  return {
    times: Array.from({ length: 1000 }, () => new Float64Array(16)),
    values: Array.from({ length: 1000 }, () => new Float64Array(16)),
    first: new Int32Array(1000),
    end: new Int32Array(1000),
  };
}

function insert(side: Side, k: number, t: number, value: number): void {
  const end = side.end[k];
  if (end === side.times[k].length) {
    side.times[k] = doubled(side.times[k]);
    side.values[k] = doubled(side.values[k]);
  }
  const times = side.times[k];
  const values = side.values[k];
  let at = end;
  while (at > side.first[k] && times[at - 1] > t) {
    times[at] = times[at - 1];
    values[at] = values[at - 1];
    at--;
  }
  times[at] = t;
  values[at] = value;
  side.end[k] = end + 1;
}

function doubled(from: Float64Array): Float64Array {
  const to = new Float64Array(from.length * 2);
  to.set(from);
  return to;
}
