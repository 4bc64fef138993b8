import { beta, gamma, lognormal, normal, type QuantileTable, tabulate } from '../../base/distributions.ts';
import { exp, log } from '../../base/exact-math.ts';
import { normalQuantile } from '../../base/normal-quantile.ts';

/** Every distribution of this world, as a table of quantiles. The same for all seeds, so made once. */
export interface WorldTables {
  readonly standard: QuantileTable;
  /** Planned minutes of a delivery. */
  readonly plannedMinutes: QuantileTable;
  /** Share of the planned minutes that is driving. */
  readonly drivingShare: QuantileTable;
  readonly weightLb: QuantileTable;
  readonly valueUsd: QuantileTable;
  readonly utilisation: QuantileTable;
  /** Seconds from a scan to its arrival, for nearly all of them. */
  readonly scanDelay: QuantileTable;
  readonly observationDelay: QuantileTable;
  readonly connectorLag: QuantileTable;
  readonly labelLag: QuantileTable;
  readonly rain: QuantileTable;
  readonly onTimeRate: QuantileTable;
  readonly driverSpeed: QuantileTable;
  readonly experience: QuantileTable;
}

export function worldTables(): WorldTables {
  made ??= makeTables();
  return made;
}

let made: WorldTables | undefined;

function makeTables(): WorldTables {
  return {
    standard: normal(0, 1),
    plannedMinutes: tabulate((u) => clamp(exp(log(205) + 0.36 * normalQuantile(u)), 60, 600)),
    drivingShare: beta(9, 11),
    weightLb: tabulate((u) => clamp(exp(1.2 + 0.9 * normalQuantile(u)), 0.2, 150)),
    valueUsd: lognormal(3.8, 1),
    utilisation: beta(5, 3),
    scanDelay: lognormal(log(0.4), 1),
    // A minute is the rhythm of the sensors: a report later than that would be overtaken by the next.
    observationDelay: tabulate((u) => Math.min(exp(log(2) + 0.8 * normalQuantile(u)), 55)),
    connectorLag: lognormal(log(0.3), 0.6),
    labelLag: lognormal(log(20), 1),
    rain: gamma(2, 0.05),
    onTimeRate: beta(14, 3),
    driverSpeed: tabulate((u) => clamp(35 + 3.2 * normalQuantile(u), 26, 44)),
    experience: gamma(2, 2.2),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
