import { concatMap, from, merge, Subject } from 'rxjs';
import { type Found, JOIN_MS, type JoinSides } from './workloads.ts';

interface Event {
  readonly side: 0 | 1;
  readonly time: number;
  readonly key: number;
  readonly value: number;
}

/** W4 with RxJS: two streams merged, a buffer of objects per key and side, matches flattened out. */
export function joinRxjs({ left, right }: JoinSides): Found {
  const streams = [new Subject<Event>(), new Subject<Event>()];
  const buffers = [new Map<number, Event[]>(), new Map<number, Event[]>()];
  let results = 0;
  let checksum = 0;
  merge(streams[0], streams[1])
    .pipe(
      concatMap((event) => {
        const mine = buffers[event.side].get(event.key) ?? [];
        buffers[event.side].set(event.key, mine);
        mine.push(event);
        const other = (buffers[1 - event.side].get(event.key) ?? []).filter(
          ({ time }) => time >= event.time - JOIN_MS - 2000,
        );
        buffers[1 - event.side].set(event.key, other);
        const matches = other.filter(({ time }) => time >= event.time - JOIN_MS && time <= event.time + JOIN_MS);
        return from(matches.map((match) => ({ event, match })));
      }),
    )
    .subscribe(({ event, match }) => {
      results++;
      checksum = (checksum + event.value * 7 + match.value) % 1_000_000_007;
    });
  const columns = [left, right];
  const at = [0, 0];
  while (at[0] < left.length || at[1] < right.length) {
    const leftArrival = at[0] < left.length ? at[0] / left.length : 2;
    const rightArrival = at[1] < right.length ? at[1] / right.length : 2;
    const side = leftArrival <= rightArrival ? 0 : 1;
    const i = at[side]++;
    streams[side].next({ side, time: columns[side].time[i], key: columns[side].key[i], value: columns[side].value[i] });
  }
  return { results, late: 0, checksum };
}
