import { draw } from '../../base/distributions.ts';
import { streamKey, unitAt } from '../../base/seeded-hash.ts';
import { hourOfDay, MINUTE_MS, PEAK_INTENSITY, pickupIntensity } from './calendar.ts';
import { CHANCE } from './chance.ts';
import { worldTables } from './tables.ts';
import { HUBS } from './zones.ts';

/** How busy hubs and vans are. Both are measured quantities that shipments carry, and both cost time. */
export class Workload {
  private readonly hubKey: number;
  private readonly vanKey: number;
  private readonly tables = worldTables();
  /** Loads already computed: a memo, so that what is kept and what is not makes no difference. */
  private readonly memoMinutes = new Float64Array(MEMO_MINUTES * HUBS).fill(Number.NaN);
  private readonly memoLoads = new Float64Array(MEMO_MINUTES * HUBS);

  constructor(seed: number) {
    this.hubKey = streamKey(seed, CHANCE.hubLoad);
    this.vanKey = streamKey(seed, CHANCE.utilisation);
  }

  /**
   * Share of a hub's capacity in use, 0 to 1.2, to three digits, taken once a minute: the hour's intensity,
   * off by 0.05 every five minutes.
   */
  hubLoad(hub: number, time: number): number {
    const minute = Math.floor(time / MINUTE_MS);
    const slot = (minute & (MEMO_MINUTES - 1)) * HUBS + hub;
    if (this.memoMinutes[slot] !== minute) {
      this.memoMinutes[slot] = minute;
      this.memoLoads[slot] = this.measureHub(hub, minute);
    }
    return this.memoLoads[slot] ?? 0;
  }

  private measureHub(hub: number, minute: number): number {
    const usual = pickupIntensity(hourOfDay(minute * MINUTE_MS)) / PEAK_INTENSITY;
    const off = 0.05 * draw(this.tables.standard, unitAt(this.hubKey, hub, Math.floor(minute / 5)));
    return Math.round(Math.min(Math.max(usual + off, 0), 1.2) * 1000) / 1000;
  }

  /** Share of a driver's van that is loaded, 0 to 1, to three digits; it changes every quarter of an hour. */
  utilisation(driver: number, time: number): number {
    const u = unitAt(this.vanKey, driver, Math.floor(time / (15 * MINUTE_MS)));
    return Math.round(draw(this.tables.utilisation, u) * 1000) / 1000;
  }
}

const MEMO_MINUTES = 64;
