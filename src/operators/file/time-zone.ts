/** Local times of a zone as instants. Fixed offsets are arithmetic; named zones ask the platform's copy of the IANA rules. */
export interface TimeZone {
  /** Epoch ms of a local time, itself given as if it were UTC. */
  toInstant(localMs: number): number;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
const OFFSET = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i;

/** Null for a name that is no zone. Known: `UTC`, `Z`, offsets such as `+02:00`, and IANA names. */
export function findTimeZone(name: string): TimeZone | null {
  if (/^(?:UTC|GMT|Z)$/i.test(name)) return { toInstant: (localMs) => localMs };
  const fixed = OFFSET.exec(name);
  if (fixed !== null) {
    const offset = (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * MINUTE;
    return Math.abs(offset) > 18 * 60 * MINUTE ? null : { toInstant: (localMs) => localMs - offset };
  }
  const offsetAt = namedOffset(name);
  return offsetAt === null ? null : { toInstant: (localMs) => resolve(localMs, offsetAt) };
}

/**
 * As java.time's ZonedDateTime#ofLocal: a time that is there twice is the earlier instant, one that is skipped moves
 * on by the length of the gap.
 */
function resolve(localMs: number, offsetAt: (instant: number) => number): number {
  const before = offsetAt(localMs - DAY);
  const after = offsetAt(localMs + DAY);
  const early = localMs - before;
  if (before === after || offsetAt(early) === before) return early;
  const late = localMs - after;
  return offsetAt(late) === after ? late : early;
}

/** Offset of a named zone at an instant, in ms. Days are looked up once: within most, the offset is one. */
function namedOffset(name: string): ((instant: number) => number) | null {
  const format = formatOf(name);
  if (format === null) return null;
  const ask = (instant: number) => localTime(format, instant) - instant;
  const days = new Map<number, number | null>();
  return (instant) => {
    const day = Math.floor(instant / DAY);
    let known = days.get(day);
    if (known === undefined) {
      const first = ask(day * DAY);
      known = first === ask((day + 1) * DAY - 1000) ? first : null;
      days.set(day, known);
    }
    return known ?? ask(Math.floor(instant / 1000) * 1000);
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  if (timeZone === '') return null;
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function localTime(format: Intl.DateTimeFormat, instant: number): number {
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const seconds = part('hour') * 3600 + part('minute') * 60 + part('second');
  return daysSinceEpoch(part('year'), part('month'), part('day')) * DAY + seconds * 1000;
}

/** Days from 1970-01-01 to a date of the Gregorian calendar. */
export function daysSinceEpoch(year: number, month: number, day: number): number {
  // Years that begin in March put the leap day last, where it moves no other month.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
