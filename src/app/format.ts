/** Numbers and times as the page writes them. Times of day are UTC: runs start at an instant of UTC. */

const DAY_MS = 86_400_000;

/** `20:03:49.899`, and nothing of the date; a dash before the first watermark, `end` at the last. */
export function clockTime(epochMs: number): string {
  if (epochMs === Number.NEGATIVE_INFINITY) return '—';
  if (epochMs === Number.POSITIVE_INFINITY) return 'end';
  const ms = ((epochMs % DAY_MS) + DAY_MS) % DAY_MS;
  const whole = Math.floor(ms / 1000);
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${String(Math.floor(ms % 1000)).padStart(3, '0')}`;
}

/** `2026-01-05 20:03:49.899`. */
export function fullTime(epochMs: number): string {
  if (!Number.isFinite(epochMs)) return clockTime(epochMs);
  return `${new Date(epochMs).toISOString().slice(0, 10)} ${clockTime(epochMs)}`;
}

/** Watermarks far from the run's own day carry their date, or two days would look alike. */
export function cardTime(epochMs: number, nowMs: number): string {
  if (!Number.isFinite(epochMs) || Math.abs(epochMs - nowMs) < DAY_MS / 2) return clockTime(epochMs);
  return `${new Date(epochMs).toISOString().slice(0, 10)} ${clockTime(epochMs).slice(0, 5)}`;
}

/** `4 min 10 s`, `1.2 s`, `350 ms`. */
export function duration(ms: number): string {
  const size = Math.abs(ms);
  if (size < 1000) return `${Math.round(ms)} ms`;
  if (size < 60_000) return `${trim(ms / 1000, size < 10_000 ? 1 : 0)} s`;
  if (size < 3_600_000) return pair(ms, 60_000, 'min', 1000, 's');
  if (size < DAY_MS) return pair(ms, 3_600_000, 'h', 60_000, 'min');
  return pair(ms, DAY_MS, 'd', 3_600_000, 'h');
}

/** `0.1`, `200`, `20,000`, `1.2 M`: at most four digits that matter. */
export function quantity(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return '—';
  if (size >= 10_000_000) return `${trim(value / 1_000_000, 0)} M`;
  if (size >= 1_000_000) return `${trim(value / 1_000_000, 1)} M`;
  if (size >= 10) return Math.round(value).toLocaleString('en-US');
  return trim(value, size >= 1 ? 1 : 2);
}

export function count(value: number, one: string, many = `${one}s`): string {
  return `${Math.round(value).toLocaleString('en-US')} ${Math.round(value) === 1 ? one : many}`;
}

function pair(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.round(Math.abs(ms) / small) * small;
  const first = Math.floor(rest / large);
  const second = Math.round((rest - first * large) / small);
  return `${ms < 0 ? '−' : ''}${first} ${largeName}${second === 0 ? '' : ` ${second} ${smallName}`}`;
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
