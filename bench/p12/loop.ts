/** P12 without an engine: the same data and sums in one straight loop, no channels, no virtual time, no lookups' delay. */
import * as facts from './facts.ts';
import { FEATURES, predict } from './model.ts';

const { DRIVERS, ROUTES, ZONES, JOIN_MS, WINDOW_MS, START_MS, DEFAULT_VALUE } = facts;
const PANES = 8;

interface Buffer {
  times: Float64Array;
  ids: Int32Array;
  length: number;
}

/** Returns how many predictions it made, and their sum. */
export function loopP12(seconds: number): { readonly count: number; readonly sum: number } {
  const drivers = new Float64Array(DRIVERS * 3).fill(DEFAULT_VALUE);
  const counts = new Int32Array(ROUTES * PANES);
  const sums = new Float64Array(ROUTES * PANES);
  const averages = new Float64Array(ROUTES).fill(DEFAULT_VALUE);
  const makeBuffer = (): Buffer => ({ times: new Float64Array(1024), ids: new Int32Array(1024), length: 0 });
  const weather = Array.from({ length: ZONES }, makeBuffer);
  const shipments = Array.from({ length: ZONES }, makeBuffer);
  const weatherValues = new Float64Array(4 * (200 + 2 * seconds));
  const features = new Float64Array(FEATURES);
  let [nextWeather, nextDriver, highest, watermark, pane, count, sum] = [0, 0, -Infinity, -Infinity, -1, 0, 0];
  const total = seconds * facts.SHIPMENTS_PER_SECOND;
  for (let i = 0; i < total; i++) {
    const micros = facts.shipmentMicros(i);
    for (; facts.weatherMicros(nextWeather) <= micros; nextWeather++) {
      const hash = facts.weatherHash(nextWeather);
      insert(
        weather[facts.fact(hash, 1) % ZONES],
        START_MS + Math.floor(facts.weatherMicros(nextWeather) / 1000),
        nextWeather,
      );
      for (let c = 0; c < 4; c++) weatherValues[nextWeather * 4 + c] = facts.fact(hash, 2 + c) % 100;
    }
    for (; facts.driverMicros(nextDriver) <= micros; nextDriver++) {
      const hash = facts.driverHash(nextDriver);
      const at = (facts.fact(hash, 1) % DRIVERS) * 3;
      for (let c = 0; c < 3; c++) drivers[at + c] = facts.fact(hash, 2 + c) % 100;
    }
    const hash = facts.shipmentHash(i);
    const time = START_MS + Math.floor(micros / 1000) - facts.delayMs(hash);
    if (time > highest) highest = time;
    if (i % 1000 === 999) {
      watermark = highest - facts.BOUND_MS - 1;
      for (; pane >= 0 && (pane + 1) * WINDOW_MS - 1 <= watermark; pane++) {
        const from = (pane % PANES) * ROUTES;
        for (let r = 0; r < ROUTES; r++) {
          if (counts[from + r] > 0) averages[r] = Math.floor(sums[from + r] / counts[from + r]);
          counts[from + r] = 0;
          sums[from + r] = 0;
        }
      }
    }
    if (facts.isBroken(hash)) continue;
    const driver = (facts.fact(hash, 2) % DRIVERS) * 3;
    const zone = facts.fact(hash, 3) % ZONES;
    const route = facts.fact(hash, 4) % ROUTES;
    const speed = facts.fact(hash, 7) % 100;
    const vehicle = facts.vehicleOf(i);
    const own = Math.floor(time / WINDOW_MS);
    if (pane < 0) pane = own;
    if ((own + 1) * WINDOW_MS - 1 > watermark) {
      const at = (own % PANES) * ROUTES + route;
      counts[at]++;
      sums[at] += speed;
    }
    if (time < watermark) continue;
    insert(shipments[zone], time, i);
    const { times, ids, length } = weather[zone];
    for (let k = 0; k < length; k++) {
      if (times[k] < time - JOIN_MS) continue;
      if (times[k] > time + JOIN_MS) break;
      features[0] = facts.fact(hash, 5) % 100;
      features[1] = facts.fact(hash, 6) % 100;
      for (let c = 0; c < 3; c++) features[2 + c] = drivers[driver + c];
      for (let c = 0; c < 4; c++) features[5 + c] = weatherValues[ids[k] * 4 + c];
      features[9] = averages[route];
      features[10] = vehicle;
      features[11] = speed;
      sum += predict(features);
      count++;
    }
  }
  return { count, sum };
}

function insert(buffer: Buffer, time: number, id: number): void {
  if (buffer.length === buffer.times.length) {
    const { times, ids } = buffer;
    buffer.times = new Float64Array(2 * times.length);
    buffer.times.set(times);
    buffer.ids = new Int32Array(2 * ids.length);
    buffer.ids.set(ids);
  }
  let at = buffer.length++;
  for (; at > 0 && buffer.times[at - 1] > time; at--) {
    buffer.times[at] = buffer.times[at - 1];
    buffer.ids[at] = buffer.ids[at - 1];
  }
  buffer.times[at] = time;
  buffer.ids[at] = id;
}
