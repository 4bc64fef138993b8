/**
 * `npm run bench`: the engine beside a bare loop, RxJS and its targets, in one run, as medians of interleaved rounds.
 * With `--json` one object for programs; with `--long` also what takes minutes to play before it can be measured.
 */
import { cpus, loadavg } from 'node:os';
import { measureWhereItRuns } from './chromium/measure-where-it-runs.ts';
import { bytesPerBufferedEvent } from './on-tidemark.ts';
import type { Report } from './report.ts';
import { rounded } from './rounds.ts';
import { measureSnapshot } from './snapshot.ts';
import { tableOf } from './table.ts';
import { measureJoins, measureWindows } from './throughput.ts';
import { joinWorkload, windowWorkload } from './workloads.ts';

const WINDOW_EVENTS = 1_000_000;
const JOIN_SHIPMENTS = 500_000;

const [before] = loadavg();
const joins = joinWorkload(JOIN_SHIPMENTS);
const rows = [...measureWindows(windowWorkload(WINDOW_EVENTS)), ...measureJoins(joins)];
const { saveMs, cloneMs } = measureSnapshot();
const { where, p12, ...works } = await measureWhereItRuns(process.argv.includes('--long'));
const report: Report = {
  machine: `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}, Node ${process.versions.node}`,
  load: { before: rounded(before, 1), after: rounded(loadavg()[0], 1) },
  rows,
  p12: { ...p12, where },
  ...works,
  bytesPerBufferedEvent: rounded(bytesPerBufferedEvent(joins), 1),
  snapshotVersusStructuredClone: rounded(cloneMs / saveMs, 1),
};
process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(report)}\n` : tableOf(report));
