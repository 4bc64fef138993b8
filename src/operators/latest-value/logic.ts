/**
 * A latest-value join, as a KeyedCoProcessFunction builds it (flink-semantics: Flink's DataStream has no as-of
 * join). A record takes the newest observation of its key with an event time not after its own. It leaves at
 * once; only when there is none does it wait, on the processing clock, and then leaves with flagged defaults.
 * The watermark only lets it forget: of the observations at or before it, the newest is enough.
 */
import type { OperatorLogic } from '../../engine/operator.ts';
import { columnsFor, copyRow, planCopy, projectInto, restoreRow, store } from '../../engine/rows/project.ts';
import type { LatestValueConfig } from './spec.ts';

const NONE = -1;

export const latestValueLogic: OperatorLogic<LatestValueConfig> = {
  open(context, { take, flag, maxAgeMs, waitMs }) {
    const records = context.input(0);
    const taken = take.map(({ field }) => context.input(1).field(field));
    const observations = context.state.timeBuffer(
      'observations',
      Object.fromEntries(take.map(({ as }) => [as, 'float64'])),
    );
    const waiting = context.state.timeBuffer('waiting', { ...columnsFor(records), '@deadline': 'float64' });
    const deadlines = waiting.column('@deadline');
    const kept = projectInto(records, (name) => waiting.column(name));
    const output = context.output(0);
    const carried = planCopy(records, kept, output);
    const writers = take.map(({ as }) => output.writer(as));
    const flagWriter = output.writer(flag);

    /** Position of the observation for a record of the current key at this event time, or NONE. */
    const newestAt = (key: number, time: number): number => {
      const place = observations.find(key);
      if (place < 0) return NONE;
      const at = observations.firstFrom(place, time + 1) - 1;
      if (at < observations.begin(place)) return NONE;
      return maxAgeMs > 0 && time - observations.times.values[at] > maxAgeMs ? NONE : at;
    };

    const finish = (made: number, observation: number, time: number) => {
      for (let i = 0; i < writers.length; i++)
        writers[i].write(made, observation === NONE ? take[i].default : observations.columns[i].values[observation]);
      flagWriter.write(made, observation === NONE ? 1 : 0);
      output.emitAt(made, time);
    };

    const leave = (position: number, observation: number) => {
      const made = output.create();
      restoreRow(carried, position, made);
      finish(made, observation, waiting.times.values[position]);
    };

    const join = (row: number) => {
      const key = context.currentKey();
      const time = context.timestamp();
      const observation = newestAt(key, time);
      if (observation === NONE && waitMs > 0) {
        const position = waiting.insert(key, time);
        store(kept, row, position);
        deadlines.values[position] = context.processingTime() + waitMs;
        context.registerProcessingTimer(context.processingTime() + waitMs, key, 0);
        return;
      }
      const made = output.create();
      copyRow(carried, row, made);
      finish(made, observation, time);
    };

    /** Lets those that wait for the key and satisfy `may` leave, in order of their event times. */
    const release = (key: number, may: (position: number) => boolean, observation: number) => {
      const place = waiting.find(key);
      if (place < 0) return;
      for (let at = waiting.begin(place); at < waiting.end(place); ) {
        if (!may(at)) {
          at++;
          continue;
        }
        leave(at, observation);
        const isLast = waiting.end(place) - waiting.begin(place) === 1;
        waiting.removeRange(place, at, at + 1);
        if (isLast) return;
      }
    };

    const observe = (row: number) => {
      const key = context.currentKey();
      const time = context.timestamp();
      const at = observations.insert(key, time);
      for (let i = 0; i < taken.length; i++) {
        const value = taken[i].read(row);
        observations.columns[i].values[at] = Number.isNaN(value) ? take[i].default : value;
      }
      const times = waiting.times;
      release(
        key,
        (position) => times.values[position] >= time && (maxAgeMs === 0 || times.values[position] - time <= maxAgeMs),
        at,
      );
    };

    return {
      onRecord(row, input) {
        if (input === 0) join(row);
        else observe(row);
      },
      onProcessingTimer(now, key) {
        release(key, (position) => deadlines.values[position] <= now, NONE);
      },
      // Processing-time timers do not fire at the end of input, so nobody is left to wait for.
      onEndOfInput() {
        waiting.keys.forEach((place) => {
          release(waiting.keys.keys[place], () => true, NONE);
        });
      },
      onWatermark(watermark) {
        const { keys } = observations;
        keys.forEach((place) => {
          const newest = observations.firstFrom(place, watermark + 1) - 1;
          if (newest > observations.begin(place)) observations.expire(place, observations.times.values[newest]);
        });
      },
    };
  },
};
