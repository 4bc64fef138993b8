/** Durations as people write them: `10m`, `67s`, `95001ms`, `1h30m`, `2.5s`. A duration is integer virtual microseconds. */

/** Told to whoever wrote a duration that could not be read. */
export const DURATION_HINT =
  'Write a number and its unit: 250us, 95001ms, 67s, 10m, 2h or 1d; also together, as 1h30m.';

const UNIT_MICROS: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  min: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
};

/** `null` for what is no duration, is finer than a microsecond, or is too long to be counted exactly in them. */
export function parseDuration(text: string): number | null {
  const compact = text.trim().replace(/\s+/g, '');
  if (compact === '0') return 0;
  if (!/^(\d+(\.\d+)?[a-zµ]+)+$/.test(compact)) return null;
  let total = 0;
  for (const [, whole = '', fraction = '', unit = ''] of compact.matchAll(/(\d+)(?:\.(\d+))?([a-zµ]+)/g)) {
    const micros = partMicros(whole, fraction, UNIT_MICROS[unit]);
    if (micros === null) return null;
    total += micros;
  }
  return Number.isSafeInteger(total) ? total : null;
}

/** Digits are shifted, not multiplied by a fraction, so that `1.1s` is 1,100,000 µs and no neighbour of it. */
function partMicros(whole: string, fraction: string, unit: number | undefined): number | null {
  if (unit === undefined || whole.length > 15 || fraction.length > 15) return null;
  const scale = BigInt(`1${'0'.repeat(fraction.length)}`);
  const scaled = BigInt(whole + fraction) * BigInt(unit);
  return scaled % scale === 0n ? Number(scaled / scale) : null;
}

/** The shortest text of these forms that `parseDuration` reads back: `250us`, `12.5ms`, `1m35.001s`, `2h`. */
export function formatDuration(micros: number): string {
  if (micros < 0) return `-${formatDuration(-micros)}`;
  if (micros < 1_000) return micros === 0 ? '0s' : `${micros}us`;
  if (micros < 1_000_000) return `${decimal(micros, 1_000)}ms`;
  const days = Math.floor(micros / 86_400_000_000);
  const hours = Math.floor((micros % 86_400_000_000) / 3_600_000_000);
  const minutes = Math.floor((micros % 3_600_000_000) / 60_000_000);
  const rest = micros % 60_000_000;
  const parts = [
    { count: days, unit: 'd' },
    { count: hours, unit: 'h' },
    { count: minutes, unit: 'm' },
  ];
  const large = parts.flatMap(({ count, unit }) => (count === 0 ? [] : [`${count}${unit}`])).join('');
  return rest === 0 ? large : `${large}${decimal(rest, 1_000_000)}s`;
}

function decimal(micros: number, unit: number): string {
  const digits = String(unit).length - 1;
  const fraction = String(micros % unit)
    .padStart(digits, '0')
    .replace(/0+$/, '');
  const whole = Math.floor(micros / unit);
  return fraction === '' ? String(whole) : `${whole}.${fraction}`;
}
