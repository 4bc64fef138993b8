/** The report for a reader: every measurement beside its target, and whether it was met. */
import type { Report } from './report.ts';

interface Line {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  readonly target: { readonly atLeast: number } | { readonly atMost: number };
}

export function tableOf(report: Report): string {
  const { machine, load, rows } = report;
  const throughput = rows.map(
    ({ work, impl, eventsPerSec, ratioToLoop }) =>
      `${work}  ${impl.padEnd(10)}${(eventsPerSec / 1e6).toFixed(2).padStart(8)} M/s${ratioToLoop.toFixed(3).padStart(8)} of the loop`,
  );
  return [
    machine,
    `load ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after: above the number of cores, times are too long and ratios alone hold`,
    '',
    ...throughput,
    '',
    ...linesOf(report).map(textOf),
    '',
  ].join('\n');
}

function linesOf(report: Report): readonly Line[] {
  const { p12, shipfastMicro, seekMs, seekAnywhereMs, frames, bytesPerBufferedEvent } = report;
  const fast = (what: string, measured: number, atLeast: number): Line => ({
    what,
    measured,
    unit: '×',
    target: { atLeast },
  });
  const within = (what: string, measured: number, atMost: number): Line => ({
    what,
    measured,
    unit: 'ms',
    target: { atMost },
  });
  const in12 = ` (${p12.where})`;
  return [
    fast('W1: of the loop', rate(report, 'W1', 'loop'), 0.3),
    fast('W1: of RxJS', rate(report, 'W1', 'rxjs'), 3.5),
    fast('W4: of the loop', rate(report, 'W4', 'loop'), 0.15),
    fast('W4: of RxJS', rate(report, 'W4', 'rxjs'), 2.5),
    fast(`P12: of real time at 20,000 ev/s${in12}`, p12.timesRealTime, 30),
    fast(`P12: of the loop${in12}`, p12.ratioToLoop, 0.28),
    fast(`P12: of the reference simulation${in12}`, p12.timesReference, 6),
    fast(`ShipFast, micro: of real time (${shipfastMicro.where})`, shipfastMicro.timesRealTime, 10),
    within(`Seek in the last 20 s, micro: p50 (${seekMs.where})`, seekMs.p50, 60),
    within(`Seek in the last 20 s, micro: p95 (${seekMs.where})`, seekMs.p95, 60),
    within(`Seek in ${seekAnywhereMs.minutes} min, meso: p50 (${seekAnywhereMs.where})`, seekAnywhereMs.p50, 1000),
    within(`Seek in ${seekAnywhereMs.minutes} min, meso: p95 (${seekAnywhereMs.where})`, seekAnywhereMs.p95, 1000),
    ...(frames === null ? [] : frameLines(frames)),
    { what: 'Join state', measured: bytesPerBufferedEvent, unit: 'bytes per buffered event', target: { atMost: 60 } },
    fast('Snapshot of 100,000 entries: of structuredClone', report.snapshotVersusStructuredClone, 20),
  ];
}

function frameLines({ fps, fpsFullSpeed, marks }: NonNullable<Report['frames']>): readonly Line[] {
  const line = (what: string, measured: number): Line => ({
    what: `Drawings of ${marks} marks, ${what}`,
    measured,
    unit: 'per second',
    // Sixty, of which a display drops one now and then.
    target: { atLeast: 58 },
  });
  return [line('in real time', fps), line('at full speed', fpsFullSpeed)];
}

function rate({ rows }: Report, work: string, than: string): number {
  const of = (impl: string) => rows.find((row) => row.work === work && row.impl === impl)?.eventsPerSec ?? NaN;
  return of('tidemark') / of(than);
}

function textOf({ what, measured, unit, target }: Line): string {
  const isMet = 'atLeast' in target ? measured >= target.atLeast : measured <= target.atMost;
  const wanted = 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
  return `${isMet ? 'met   ' : 'MISSED'}  ${what.padEnd(58)}${shortOf(measured).padStart(8)} ${unit}, target ${wanted}`;
}

function shortOf(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(1);
}
