/** The report for a reader: every measurement beside its target, and whether it was met. */
import type { Report } from './report.ts';

interface Line {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  readonly target: { readonly atLeast: number } | { readonly atMost: number };
  /** What is to be reached after that. */
  readonly later?: number;
}

export function tableOf(report: Report): string {
  const { machine, load, rows, p12 } = report;
  const throughput = rows.map(
    ({ work, impl, eventsPerSec, ratioToLoop }) =>
      `${work}  ${impl.padEnd(10)}${(eventsPerSec / 1e6).toFixed(2).padStart(8)} M/s${ratioToLoop.toFixed(3).padStart(8)} of the loop`,
  );
  return [
    machine,
    `load ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after: where it is above the number of cores, times in Chromium are too long`,
    '',
    ...throughput,
    '',
    `P12, ShipFast and seeks: ${p12.where}`,
    ...linesOf(report).map(textOf),
    '',
  ].join('\n');
}

function linesOf(report: Report): readonly Line[] {
  const { p12, shipfastMicro, seekMs, seekAnywhereMs, frames, bytesPerBufferedEvent } = report;
  const fast = (what: string, measured: number, atLeast: number, later?: number): Line => ({
    what,
    measured,
    unit: '×',
    target: { atLeast },
    ...(later === undefined ? {} : { later }),
  });
  const within = (what: string, measured: number, atMost: number): Line => ({
    what,
    measured,
    unit: 'ms',
    target: { atMost },
  });
  const seeks = (where: string, { p50, p95 }: Report['seekMs'], atMost: number) => [
    within(`Seek ${where}: p50`, p50, atMost),
    within(`Seek ${where}: p95`, p95, atMost),
  ];
  return [
    fast('W1: of the loop', rate(report, 'W1', 'loop'), 0.2, 0.3),
    fast('W1: of RxJS', rate(report, 'W1', 'rxjs'), 1, 3.5),
    fast('W4: of the loop', rate(report, 'W4', 'loop'), 0.1, 0.15),
    fast('W4: of RxJS', rate(report, 'W4', 'rxjs'), 1, 2.5),
    fast('P12: of real time at 20,000 ev/s', p12.timesRealTime, 30),
    fast('P12: of its straight loop', p12.ratioToLoop, 0.28),
    fast('P12: of the reference simulation', p12.timesReference, 6),
    fast('ShipFast with its model, micro: of real time', shipfastMicro.timesRealTime, 10),
    ...seeks('in the last 20 s, micro', seekMs, 60),
    ...seeks('anywhere in 10 min, meso', seekAnywhereMs.meso, 1000),
    ...(seekAnywhereMs.micro === null ? [] : seeks('anywhere in 10 min, micro', seekAnywhereMs.micro, 1000)),
    ...(frames === null ? [] : frameLines(frames)),
    { what: 'Join state', measured: bytesPerBufferedEvent, unit: 'bytes per buffered event', target: { atMost: 60 } },
    fast('Snapshot of 100,000 entries: of structuredClone', report.snapshotVersusStructuredClone, 20),
  ];
}

function frameLines({ fps, fpsFullSpeed, marks }: NonNullable<Report['frames']>): readonly Line[] {
  const line = (what: string, measured: number, atLeast: number): Line => ({
    what: `Drawings of ${marks} marks, ${what}`,
    measured,
    unit: 'per second',
    target: { atLeast },
  });
  return [line('in real time', fps, 55), line('at full speed', fpsFullSpeed, 30)];
}

function rate({ rows }: Report, work: string, than: string): number {
  const of = (impl: string) => rows.find((row) => row.work === work && row.impl === impl)?.eventsPerSec ?? NaN;
  return of('tidemark') / of(than);
}

function textOf({ what, measured, unit, target, later }: Line): string {
  const isMet = 'atLeast' in target ? measured >= target.atLeast : measured <= target.atMost;
  const wanted = 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
  return `${isMet ? 'met   ' : 'MISSED'}  ${what.padEnd(58)}${shortOf(measured).padStart(8)} ${unit}, target ${wanted}${later === undefined ? '' : `, then ${later}`}`;
}

function shortOf(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(1);
}
