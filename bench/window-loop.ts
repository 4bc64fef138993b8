import { type Columns, BOUND_MS, type Found, WATERMARK_EVERY, WINDOW_MS } from './workloads.ts';

/** W1 as a straight loop over typed arrays: no engine, no channels, no virtual time. The limit that ratios refer to. */
export function windowLoop({ length, time, key, value }: Columns): Found {
  const panes = new Map<number, { readonly counts: Int32Array; readonly values: Float64Array[] }>();
  let newest = -Infinity;
  let watermark = -Infinity;
  let results = 0;
  let late = 0;
  let checksum = 0;
  const fire = (until: number) => {
    for (const [start, pane] of [...panes].sort(([a], [b]) => a - b)) {
      if (start + WINDOW_MS - 1 > until) continue;
      for (let k = 0; k < 1000; k++) {
        const count = pane.counts[k];
        if (count === 0) continue;
        const sorted = pane.values[k].subarray(0, count).sort();
        results++;
        checksum += count * 31 + sorted[Math.ceil(0.95 * count - 1e-9) - 1];
      }
      panes.delete(start);
    }
  };
  for (let i = 0; i < length; i++) {
    if (i % WATERMARK_EVERY === 0 && i > 0) {
      watermark = newest - BOUND_MS - 1;
      fire(watermark);
    }
    const t = time[i];
    if (t > newest) newest = t;
    const start = t - (t % WINDOW_MS);
    if (start + WINDOW_MS - 1 <= watermark) {
      late++;
      continue;
    }
    let pane = panes.get(start);
    if (pane === undefined) {
      pane = { counts: new Int32Array(1000), values: Array.from({ length: 1000 }, () => new Float64Array(64)) };
      panes.set(start, pane);
    }
    const k = key[i];
    const n = pane.counts[k]++;
    let values = pane.values[k];
    if (n === values.length) {
      values = new Float64Array(n * 2);
      values.set(pane.values[k]);
      pane.values[k] = values;
    }
    values[n] = value[i];
  }
  fire(Infinity);
  return { results, late, checksum };
}
