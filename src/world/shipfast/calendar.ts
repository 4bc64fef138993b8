import { exp } from '../../base/exact-math.ts';

/**
 * The company's clock: all hubs keep UTC, so local hours are those of the epoch.
 * Times are epoch milliseconds; hours run from 0 to 24 with their fraction; Monday is day 0.
 */
export function hourOfDay(time: number): number {
  return (time - Math.floor(time / DAY_MS) * DAY_MS) / HOUR_MS;
}

export function dayOfWeek(time: number): number {
  // 1970-01-01 was a Thursday.
  const day = (Math.floor(time / DAY_MS) + 3) % 7;
  return day < 0 ? day + 7 : day;
}

export function isWeekend(time: number): boolean {
  return dayOfWeek(time) >= 5;
}

/** How strong the rush is: 1 at its two peaks (8:30, 17:30), none at weekends. */
export function rush(time: number): number {
  if (isWeekend(time)) return 0;
  const hour = hourOfDay(time);
  return bell((hour - 8.5) / 1.3) + bell((hour - 17.5) / 1.6);
}

/** Pickups by the hour, relative: from 0.15 at night to about 1.45 in the morning. */
export function pickupIntensity(hour: number): number {
  return 0.15 + 1.25 * bell((hour - 9.5) / 2.2) + 0.8 * bell((hour - 15) / 2.5);
}

/** What the intensity is divided by to become a share of a hub's capacity. */
export const PEAK_INTENSITY = 1.45;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

function bell(x: number): number {
  return exp(-x * x);
}
