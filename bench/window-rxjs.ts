import { filter, groupBy, map, mergeMap, Subject, toArray } from 'rxjs';
import { type Columns, BOUND_MS, type Found, WATERMARK_EVERY, WINDOW_MS } from './workloads.ts';

interface Event {
  readonly start: number;
  readonly key: number;
  readonly value: number;
}

/** W1 as one would write it with RxJS: grouped by window until the watermark closes it, then by key. */
export function windowRxjs({ length, time, key, value }: Columns): Found {
  const events = new Subject<Event>();
  const watermarks = new Subject<number>();
  let results = 0;
  let checksum = 0;
  events
    .pipe(
      groupBy((event) => event.start, {
        duration: (group) => watermarks.pipe(filter((watermark) => watermark >= group.key + WINDOW_MS - 1)),
      }),
      mergeMap((group) =>
        group.pipe(
          groupBy((event) => event.key),
          mergeMap((byKey) =>
            byKey.pipe(
              map((event) => event.value),
              toArray(),
            ),
          ),
        ),
      ),
    )
    .subscribe((values) => {
      const sorted = Float64Array.from(values).sort();
      results++;
      checksum += values.length * 31 + sorted[Math.ceil(0.95 * values.length - 1e-9) - 1];
    });
  let newest = -Infinity;
  let watermark = -Infinity;
  let late = 0;
  for (let i = 0; i < length; i++) {
    if (i % WATERMARK_EVERY === 0 && i > 0) {
      watermark = newest - BOUND_MS - 1;
      watermarks.next(watermark);
    }
    const t = time[i];
    if (t > newest) newest = t;
    const start = t - (t % WINDOW_MS);
    if (start + WINDOW_MS - 1 <= watermark) late++;
    else events.next({ start, key: key[i], value: value[i] });
  }
  events.complete();
  return { results, late, checksum };
}
