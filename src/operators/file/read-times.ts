/**
 * Times as files write them. The rules, in this order:
 * 1. a bare number counts from 1970-01-01 UTC; its size tells the unit (below 1e11 seconds, below 1e14 milliseconds,
 *    below 1e17 microseconds, else nanoseconds) unless the unit is set;
 * 2. `YYYY-MM-DD` or `YYYY/MM/DD`, alone (midnight) or with `T` or a space and `HH:MM[:SS[.fraction]]`;
 * 3. `M/D/YYYY`, always month first, with the same times of day, also with AM or PM;
 * 4. `Jan 31 2024`, `January 31, 2024` or `31 Jan 2024` (also with hyphens, or a day of the week before), with the
 *    months' English names and the same times of day;
 * 5. `Z`, `UTC` or an offset behind 2, 3 or 4 says the zone, row by row; without one the file's own zone holds.
 */
import type { EpochUnit } from './spec.ts';
import { daysSinceEpoch, type TimeZone } from './time-zone.ts';

export interface TimeRules {
  readonly zone: TimeZone;
  readonly unit: EpochUnit;
}

/** Epoch ms, whole; or the reason why it cannot be read. */
export function readTime(text: string, rules: TimeRules): number | string {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? readEpoch(Number(trimmed), rules.unit) : readCalendarTime(trimmed, rules.zone);
}

export function readCalendarTime(text: string, zone: TimeZone): number | string {
  const iso = YEAR_FIRST.exec(text);
  if (iso !== null) return instantOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4], zone);
  const us = MONTH_FIRST.exec(text);
  if (us !== null) return instantOf(Number(us[3]), Number(us[1]), Number(us[2]), us[4], zone);
  return readNamedMonth(text, zone);
}

function readNamedMonth(text: string, zone: TimeZone): number | string {
  const { name, day, year, time } = (NAME_DAY_YEAR.exec(text) ?? DAY_NAME_YEAR.exec(text))?.groups ?? {};
  const month = name === undefined ? 0 : monthNamed(name);
  return month === 0 ? 'is no time' : instantOf(Number(year), month, Number(day), time, zone);
}

/** 1 to 12 for the English name of a month or its first letters, at least three of them; else 0. */
function monthNamed(name: string): number {
  return 1 + MONTHS.findIndex((month) => month.startsWith(name.toLowerCase()));
}

const NUMBER = /^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/;
const YEAR_FIRST = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:[Tt]|\s+)(\d.*))?$/;
const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,?\s+(\d.*))?$/;
const NAME_DAY_YEAR =
  /^(?:[A-Za-z]{3,9},?\s+)?(?<name>[A-Za-z]{3,9})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?:,?\s+(?<time>\d.*))?$/;
const DAY_NAME_YEAR =
  /^(?:[A-Za-z]{3,9},?\s+)?(?<day>\d{1,2})[-\s](?<name>[A-Za-z]{3,9})\.?[-\s](?<year>\d{4})(?:,?\s+(?<time>\d.*))?$/;
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;
const TIME_OF_DAY =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*([AaPp][Mm])?\s*([Zz]|UTC|GMT|([+-])(\d{2})(?::?(\d{2}))?)?$/;
const DAY = 86_400_000;
/** Years 1 to 9999. */
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_999;

function readEpoch(value: number, unit: EpochUnit): number | string {
  const size = Math.abs(value);
  const chosen = unit !== 'auto' ? unit : size < 1e11 ? 's' : size < 1e14 ? 'ms' : size < 1e17 ? 'us' : 'ns';
  // Seconds with a fraction are rounded, so that 0.123 s is 123 ms in spite of binary fractions; the rest is cut off.
  const ms =
    chosen === 's'
      ? Math.round(value * 1000)
      : Math.floor(value / (chosen === 'ms' ? 1 : chosen === 'us' ? 1000 : 1e6));
  return ms >= EARLIEST && ms <= LATEST ? ms + 0 : 'is no time between the years 1 and 9999';
}

function instantOf(
  year: number,
  month: number,
  day: number,
  timeOfDay: string | undefined,
  zone: TimeZone,
): number | string {
  if (month < 1 || month > 12) return `has month ${month}`;
  if (day < 1 || day > daysIn(year, month)) return `has day ${day} in month ${month}`;
  if (year < 1) return 'has year 0';
  const midnight = daysSinceEpoch(year, month, day) * DAY;
  if (timeOfDay === undefined) return zone.toInstant(midnight);
  const parts = TIME_OF_DAY.exec(timeOfDay);
  if (parts === null) return 'has no readable time of day';
  const half = parts[5]?.toUpperCase();
  const written = Number(parts[1]);
  if (half !== undefined && (written < 1 || written > 12)) return `has hour ${written} ${half}`;
  const hour = half === undefined ? written : (written % 12) + (half === 'PM' ? 12 : 0);
  const minute = Number(parts[2]);
  const second = Number(parts[3] ?? 0);
  if (hour > 23) return `has hour ${hour}`;
  if (minute > 59) return `has minute ${minute}`;
  if (second > 59) return `has second ${second}`;
  const local =
    midnight + (hour * 3600 + minute * 60 + second) * 1000 + Number((parts[4] ?? '').slice(0, 3).padEnd(3, '0'));
  if (parts[6] === undefined) return zone.toInstant(local);
  if (parts[7] === undefined) return local;
  const [hours, minutes] = [Number(parts[8]), Number(parts[9] ?? 0)];
  if (hours > 18 || minutes > 59) return `has offset ${parts[6]}`;
  return local - (parts[7] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
