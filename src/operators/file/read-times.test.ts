import { describe, expect, it } from 'vitest';
import { readTime } from './read-times.ts';
import type { EpochUnit } from './spec.ts';
import { daysSinceEpoch, findTimeZone } from './time-zone.ts';

function read(text: string, zoneName = 'UTC', unit: EpochUnit = 'auto'): number | string {
  const zone = findTimeZone(zoneName);
  return zone === null ? 'no zone' : readTime(text, { zone, unit });
}

describe('times as files write them', () => {
  const noon = Date.UTC(2024, 0, 31, 12, 0, 0);
  const cases: readonly {
    readonly text: string;
    readonly is: number | RegExp;
    readonly zone?: string;
    readonly unit?: EpochUnit;
  }[] = [
    { text: '2024-01-31T12:00:00Z', is: noon },
    { text: '2024-01-31T12:00:00.5Z', is: noon + 500 },
    { text: '2024-01-31T12:00:00.123456789Z', is: noon + 123 },
    { text: '2024-01-31T14:00+02:00', is: noon },
    { text: '2024-01-31T14:00:00+0200', is: noon },
    { text: '2024-01-31 07:00:00-05', is: noon, zone: 'Asia/Tokyo' },
    { text: '2024-01-31 12:00:00 UTC', is: noon, zone: 'Asia/Tokyo' },
    { text: '2024-01-31 12:00', is: noon },
    { text: '2024-01-31', is: noon - 43_200_000 },
    { text: '2024/01/31 12:00:00', is: noon },
    { text: '1/31/2024 12:00', is: noon },
    { text: '01/31/2024 12:00:00 PM', is: noon },
    { text: '1/31/2024 12:00 AM', is: noon - 43_200_000 },
    { text: 'Jan 31 2024', is: noon - 43_200_000 },
    { text: 'January 31, 2024 12:00', is: noon },
    { text: 'Jan 31, 2024, 12:00:00 PM', is: noon },
    { text: '31 Jan 2024 14:00 +02:00', is: noon },
    { text: '31-JAN-2024', is: noon - 43_200_000 },
    { text: 'Wed, 31 Jan 2024 12:00:00 GMT', is: noon, zone: 'Asia/Tokyo' },
    { text: 'Sept 1 2024', is: Date.UTC(2024, 8, 1) },
    { text: 'Feb 30 2024', is: /day 30 in month 2/ },
    { text: 'Foo 1 2024', is: /no time/ },
    { text: 'Janus 1 2024', is: /no time/ },
    { text: ' 2024-01-31T12:00:00Z ', is: noon },
    { text: '2024-01-31 12:00:00', is: noon - 7_200_000, zone: '+02:00' },
    { text: '2024-01-31 12:00:00', is: noon + 5 * 3_600_000, zone: 'America/New_York' },
    { text: '2024-07-31 12:00:00', is: Date.UTC(2024, 6, 31, 16), zone: 'America/New_York' },
    { text: '1706702400', is: noon },
    { text: '1706702400.25', is: noon + 250 },
    { text: '1706702400000', is: noon },
    { text: '1706702400000999', is: noon },
    { text: '1706702400000999000', is: noon },
    { text: '5000', is: 5_000_000 },
    { text: '5000', is: 5000, unit: 'ms' },
    { text: '-1', is: -1000 },
    { text: '2024-02-29', is: Date.UTC(2024, 1, 29) },
    { text: '2023-02-29', is: /day 29/ },
    { text: '31/1/2024', is: /month 31/ },
    { text: '2024-01-31T12:60', is: /minute 60/ },
    { text: '2024-01-31T12:00:61', is: /second 61/ },
    { text: '2024-01-31T12', is: /time of day/ },
    { text: '2024-01-31T12:00+99:00', is: /offset/ },
    { text: '1/31/2024 13:00 PM', is: /hour 13 PM/ },
    { text: 'yesterday', is: /no time/ },
    { text: '1e99', is: /years/ },
  ];
  it.each(cases)('$text in $zone', ({ text, is, zone, unit }) => {
    const found = read(text, zone, unit);
    if (typeof is === 'number') expect(found).toBe(is);
    else expect(found).toMatch(is);
  });

  it('moves a skipped local time on, and takes the earlier of two, as java.time does', () => {
    expect(read('2024-03-10 02:30', 'America/New_York')).toBe(Date.UTC(2024, 2, 10, 7, 30));
    expect(read('2024-03-10 01:59', 'America/New_York')).toBe(Date.UTC(2024, 2, 10, 6, 59));
    expect(read('2024-03-10 03:00', 'America/New_York')).toBe(Date.UTC(2024, 2, 10, 7, 0));
    expect(read('2024-11-03 01:30', 'America/New_York')).toBe(Date.UTC(2024, 10, 3, 5, 30));
    expect(read('2024-11-03 02:00', 'America/New_York')).toBe(Date.UTC(2024, 10, 3, 7, 0));
  });

  it('counts days as the platform does', () => {
    for (const year of [1, 1600, 1899, 1900, 1970, 2000, 2024, 9999]) {
      for (const month of [1, 2, 3, 12])
        expect(daysSinceEpoch(year, month, 28)).toBe(
          new Date(Date.UTC(2000, month - 1, 28)).setUTCFullYear(year) / 86_400_000,
        );
    }
  });

  it('knows what is no zone', () => {
    for (const name of ['', 'Nowhere/At_All', '+25:00']) expect(findTimeZone(name)).toBeNull();
  });
});
