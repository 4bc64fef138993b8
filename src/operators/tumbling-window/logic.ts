/**
 * Tumbling event-time window with the event-time trigger, as Flink's WindowOperator decides it: a pane fires when
 * the watermark reaches its end − 1; with allowed lateness L it stays until end − 1 + L and fires again for each
 * late record; a record whose pane is gone is late: it is counted, and leaves as it is by the late port where one is
 * connected (sideOutputLateData).
 */
import type { OperatorLogic } from '../../engine/operator.ts';
import { windowStart } from '../../engine/windows/time-window.ts';
import { aggregateValues } from './aggregate.ts';
import type { TumblingWindowConfig } from './spec.ts';

const FIRE = 0;
const CLEAN_UP = 1;

export const tumblingWindowLogic: OperatorLogic<TumblingWindowConfig> = {
  open(context, { key, value, size, offset, allowedLateness, aggregates }) {
    const keyField = context.input(0).field(key);
    const valueField = context.input(0).field(value);
    const keepsValues = aggregates.some((name) => name.startsWith('p'));
    const panes = context.state.table('panes', {
      key: 'float64',
      count: 'float64',
      nonNull: 'float64',
      sum: 'float64',
      min: 'float64',
      max: 'float64',
      values: 'int32',
      armed: 'int32',
    });
    const lists = context.state.lists('values');
    const [keys, counts, nonNulls, sums, mins, maxs, values, armed] = panes.columns;
    const output = context.output(0);
    const late = context.output(1);
    const write = {
      key: output.writer('key'),
      start: output.writer('start'),
      end: output.writer('end'),
      count: output.writer('count'),
      nonNull: output.writer('nonNull'),
      aggregates: aggregates.map((name) => output.writer(name)),
    };

    const fire = (slot: number, start: number) => {
      const row = output.create();
      write.key.write(row, keys.values[slot]);
      write.start.write(row, start);
      write.end.write(row, start + size);
      write.count.write(row, counts.values[slot]);
      write.nonNull.write(row, nonNulls.values[slot]);
      const numbers = aggregateValues(aggregates, {
        nonNull: nonNulls.values[slot],
        sum: sums.values[slot],
        min: mins.values[slot],
        max: maxs.values[slot],
        copyValues: (to) => lists.copy(values.values[slot], to),
      });
      for (let i = 0; i < numbers.length; i++) write.aggregates[i].write(row, numbers[i]);
      context.countFiring();
      output.emitAt(row, start + size - 1);
    };

    const open = (paneKey: number, start: number, keyStored: number): number => {
      const slot = panes.add(paneKey, start);
      keys.values[slot] = keyStored;
      mins.values[slot] = Infinity;
      maxs.values[slot] = -Infinity;
      if (allowedLateness > 0) context.registerEventTimer(start + size - 1 + allowedLateness, paneKey, CLEAN_UP);
      return slot;
    };

    return {
      onRecord(row) {
        const start = windowStart(context.timestamp(), offset, size);
        const last = start + size - 1;
        const watermark = context.watermark();
        // Not `cleanup time <= watermark`: a record without a time belongs to no pane at all.
        if (!(last + allowedLateness > watermark)) {
          if (Number.isNaN(start))
            throw new Error(`RuntimeException: ${context.node} has event-time panes, and this record no time`);
          context.countLate();
          if (late.isConnected) late.emit(row);
          return;
        }
        const paneKey = context.currentKey();
        let slot = panes.find(paneKey, start);
        if (slot < 0) slot = open(paneKey, start, keyField.read(row));
        counts.values[slot]++;
        const number = valueField.read(row);
        if (!Number.isNaN(number)) {
          nonNulls.values[slot]++;
          sums.values[slot] += number;
          if (number < mins.values[slot]) mins.values[slot] = number;
          if (number > maxs.values[slot]) maxs.values[slot] = number;
          if (keepsValues) values.values[slot] = lists.append(values.values[slot], number);
        }
        if (last <= watermark) fire(slot, start);
        else if (armed.values[slot] === 0) {
          // Registered once instead of with every record; anew after a restore, when the watermark is back at MIN.
          armed.values[slot] = 1;
          context.registerEventTimer(last, paneKey, FIRE);
        }
      },
      onEventTimer(timestamp, paneKey, purpose) {
        const last = purpose === CLEAN_UP ? timestamp - allowedLateness : timestamp;
        const start = last - size + 1;
        const slot = panes.find(paneKey, start);
        if (slot < 0) return;
        if (purpose === FIRE) {
          armed.values[slot] = 0;
          fire(slot, start);
        }
        if (purpose === CLEAN_UP || allowedLateness === 0) {
          lists.release(values.values[slot]);
          panes.remove(slot);
        }
      },
    };
  },
};
