/** The operators of P12 between its sources and its sink, written as any operator is. */
import type { OperatorContext, OperatorInstance } from '../../src/engine/operator.ts';
import { planCopy, projectInto, restoreRow, store } from '../../src/engine/rows/project.ts';
import { RowReader } from '../../src/engine/rows/row-reader.ts';
import { windowStart } from '../../src/engine/windows/time-window.ts';
import { DEFAULT_VALUE, JOIN_MS, WINDOW_MS } from './facts.ts';
import { predict } from './model.ts';

export const LOOKUP = 'lookup';
const WAY_MICROS = 1000;

type Open = (context: OperatorContext) => OperatorInstance;

export const filter: Open = (context) => {
  const broken = context.input(0).field('broken');
  const output = context.output(0);
  return {
    onRecord(row) {
      if (broken.read(row) === 0) output.emit(row);
      else context.countDropped();
    },
  };
};

export const driverFields = ['on_time', 'driver_speed', 'experience'] as const;

export const enrich: Open = (context) => {
  const driver = context.input(0).field('driver');
  const reference = context.input(1);
  const referenceDriver = reference.field('driver');
  const taken = driverFields.map((name) => reference.field(name));
  const drivers = context.state.broadcast('drivers', Object.fromEntries(driverFields.map((name) => [name, 'float64'])));
  const output = context.output(0);
  const writers = driverFields.map((name) => output.writer(name));
  return {
    onRecord(row, input) {
      if (input === 1) {
        const slot = drivers.findOrAdd(referenceDriver.read(row), 0);
        for (let i = 0; i < taken.length; i++) drivers.columns[i].values[slot] = taken[i].read(row);
        return;
      }
      const slot = drivers.find(driver.read(row), 0);
      const made = output.derive(row);
      for (let i = 0; i < writers.length; i++)
        writers[i].write(made, slot < 0 ? DEFAULT_VALUE : drivers.columns[i].values[slot]);
      output.emit(made);
    },
  };
};

/** What goes on behind the lookup; the vehicle comes of it. */
export const carriedFields = ['id', 'zone', 'route', 'weight', 'distance', 'speed', ...driverFields] as const;

export const lookup: Open = (context) => {
  const input = context.input(0);
  const id = input.field('id');
  const waiting = context.state.table('waiting', {
    ...Object.fromEntries(input.schema.map(({ name }) => [name, 'float64'] as const)),
    '@time': 'float64',
  });
  const times = waiting.column('@time');
  const kept = projectInto(input, (name) => waiting.column(name));
  const output = context.output(0);
  const carried = planCopy(input, kept, output);
  const vehicle = output.writer('vehicle');
  return {
    onRecord(row) {
      const token = id.read(row);
      const slot = waiting.add(token, 0);
      store(kept, row, slot);
      times.values[slot] = context.timestamp();
      context.callAsync({ service: LOOKUP, token, payload: token }, WAY_MICROS);
    },
    onReply(token, reply) {
      const slot = waiting.find(token, 0);
      if (slot < 0 || typeof reply !== 'number') return;
      const made = output.create();
      restoreRow(carried, slot, made);
      vehicle.write(made, reply);
      output.emitAt(made, times.values[slot]);
      waiting.remove(slot);
    },
  };
};

export const weatherFields = ['temperature', 'rain', 'visibility', 'wind'] as const;

/** Each shipment with all observations of its zone within five minutes; a later observation does not go back to it. */
export const join: Open = (context) => {
  const shipmentId = context.input(0).field('id');
  const taken = weatherFields.map((name) => context.input(1).field(name));
  const shipments = context.state.timeBuffer('shipments', { id: 'float64' });
  const weather = context.state.timeBuffer(
    'weather',
    Object.fromEntries(weatherFields.map((name) => [name, 'float64'])),
  );
  const output = context.output(0);
  const writers = weatherFields.map((name) => output.writer(name));
  return {
    onRecord(row, input) {
      const time = context.timestamp();
      if (time < context.watermark()) return context.countLate();
      const key = context.currentKey();
      if (input === 1) {
        const at = weather.insert(key, time);
        for (let i = 0; i < taken.length; i++) weather.columns[i].values[at] = taken[i].read(row);
        return;
      }
      const kept = shipments.insert(key, time);
      shipments.columns[0].values[kept] = shipmentId.read(row);
      const place = weather.find(key);
      if (place < 0) return;
      const times = weather.times;
      const end = weather.end(place);
      for (let at = weather.firstFrom(place, time - JOIN_MS); at < end && times.values[at] <= time + JOIN_MS; at++) {
        const pair = output.derive(row);
        for (let i = 0; i < writers.length; i++) writers[i].write(pair, weather.columns[i].values[at]);
        output.emitAt(pair, Math.max(time, times.values[at]));
      }
    },
    onWatermark(watermark) {
      shipments.expireAll(watermark - JOIN_MS);
      weather.expireAll(watermark - JOIN_MS);
    },
  };
};

export const routeAverage: Open = (context) => {
  const speed = context.input(0).field('speed');
  const panes = context.state.table('panes', { count: 'float64', sum: 'float64' });
  const [counts, sums] = panes.columns;
  const output = context.output(0);
  const [route, average] = [output.writer('route'), output.writer('average')];
  return {
    onRecord(row) {
      const start = windowStart(context.timestamp(), 0, WINDOW_MS);
      const last = start + WINDOW_MS - 1;
      if (last <= context.watermark()) return context.countLate();
      const key = context.currentKey();
      let slot = panes.find(key, start);
      if (slot < 0) {
        slot = panes.add(key, start);
        context.registerEventTimer(last, key, 0);
      }
      counts.values[slot]++;
      sums.values[slot] += speed.read(row);
    },
    onEventTimer(timestamp, key) {
      const slot = panes.find(key, timestamp - WINDOW_MS + 1);
      const row = output.create();
      route.write(row, key);
      average.write(row, Math.floor(sums.values[slot] / counts.values[slot]));
      context.countFiring();
      output.emit(row);
      panes.remove(slot);
    },
  };
};

export const assemble: Open = (context) => {
  const average = context.input(1).field('average');
  const averages = context.state.table('averages', { average: 'float64' });
  const output = context.output(0);
  const routeAverageField = output.writer('route_average');
  return {
    onRecord(row, input) {
      const key = context.currentKey();
      if (input === 1) {
        const slot = averages.findOrAdd(key, 0);
        averages.columns[0].values[slot] = average.read(row);
        return;
      }
      const slot = averages.find(key, 0);
      const made = output.derive(row);
      routeAverageField.write(made, slot < 0 ? DEFAULT_VALUE : averages.columns[0].values[slot]);
      output.emit(made);
    },
  };
};

const featureNames = [
  'weight',
  'distance',
  ...driverFields,
  ...weatherFields,
  'route_average',
  'vehicle',
  'speed',
] as const;

export const infer: Open = (context) => {
  const features = new RowReader(featureNames.map((name) => context.input(0).field(name)));
  const output = context.output(0);
  const eta = output.writer('eta');
  return {
    onRecord(row) {
      features.read(row);
      const made = output.derive(row);
      eta.write(made, predict(features.values));
      output.emit(made);
    },
  };
};
