/**
 * Flink's IntervalJoinOperator: a right record joins a left one if its time lies in [left + lower, left + upper].
 * A pair leaves when its second record arrives, with the later of the two times. A record behind the watermark
 * (strictly) is neither joined nor kept: it leaves as it is by its side's late port, where one is connected
 * (sideOutputLeftLateData). Each side is kept until nothing that is on time can join it any more.
 */
import type { OperatorContext, OperatorLogic, OperatorOutput } from '../../engine/operator.ts';
import {
  type Copy,
  columnsFor,
  planCopy,
  type Projection,
  projectInto,
  restoreRow,
  store,
  writeValues,
} from '../../engine/rows/project.ts';
import type { TimeBuffer } from '../../engine/state/time-buffer.ts';
import type { IntervalJoinConfig } from './spec.ts';

interface Side {
  readonly buffer: TimeBuffer;
  readonly projection: Projection;
  readonly copy: Copy;
  /** What of the other side joins a record of this one: times from `time + first` to `time + last`. */
  readonly first: number;
  readonly last: number;
  readonly late: OperatorOutput;
  /** How long after its own time a record of this side is kept: max(what may still join it, 0). */
  readonly kept: number;
}

/** Output port of each side's late records. */
const LATE_PORTS = [1, 2] as const;

export const intervalJoinLogic: OperatorLogic<IntervalJoinConfig> = {
  open(context, config) {
    const lower = config.lowerInclusive ? config.lower : config.lower + 1;
    const upper = config.upperInclusive ? config.upper : config.upper - 1;
    const left = openSide(context, 0, '', { first: lower, last: upper, kept: Math.max(upper, 0) });
    const right = openSide(context, 1, config.prefix, { first: -upper, last: -lower, kept: Math.max(-lower, 0) });
    const output = context.output(0);

    return {
      onRecord(row, input) {
        const time = context.timestamp();
        const mine = input === 0 ? left : right;
        const other = input === 0 ? right : left;
        // Of NaN and of MIN, which is no time either in Flink, this holds both.
        if (!(time > Number.NEGATIVE_INFINITY))
          throw new Error(`FlinkException: ${context.node} joins by event time, and this record has none`);
        if (time < context.watermark()) {
          context.countLate();
          if (mine.late.isConnected) mine.late.emit(row);
          return;
        }
        const key = context.currentKey();
        store(mine.projection, row, mine.buffer.insert(key, time));
        const place = other.buffer.find(key);
        if (place < 0) return;
        const times = other.buffer.times;
        const end = other.buffer.end(place);
        const last = time + mine.last;
        mine.copy.reader.read(row);
        for (let at = other.buffer.firstFrom(place, time + mine.first); at < end; at++) {
          const match = times.values[at];
          if (match > last) break;
          const pair = output.create();
          writeValues(mine.copy, pair);
          restoreRow(other.copy, at, pair);
          output.emitAt(pair, Math.max(match, time));
        }
      },
      /** Flink's cleanup timers: an entry of time t is gone once the watermark has reached t plus what it is kept for. */
      onWatermark(watermark) {
        left.buffer.expireAll(watermark - left.kept + 1);
        right.buffer.expireAll(watermark - right.kept + 1);
      },
    };
  },
};

function openSide(
  context: OperatorContext,
  port: number,
  prefix: string,
  span: Pick<Side, 'first' | 'last' | 'kept'>,
): Side {
  const input = context.input(port);
  const buffer = context.state.timeBuffer(port === 0 ? 'left' : 'right', columnsFor(input));
  const projection = projectInto(input, (name) => buffer.column(name));
  const isLineage = (name: string) => name.startsWith('@');
  const copy = planCopy(input, projection, context.output(0), (name) =>
    isLineage(name) && port === 1 ? '' : isLineage(name) ? name : prefix + name,
  );
  return { buffer, projection, copy, late: context.output(LATE_PORTS[port]), ...span };
}
