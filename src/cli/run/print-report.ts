import type { RunReport } from './report.ts';

/** The report for a reader: the same facts as the JSON, as a few tables. */
export function printReport(report: RunReport, recordsShown: number): void {
  const line = (text: string) => process.stdout.write(`${text}\n`);
  line(`ran ${report.virtualMs / 1000} s of run time in ${report.wallMs} ms, seed ${report.seed}, hash ${report.hash}`);
  line('');
  line(nodeLine('node', 'kind', ['in', 'out', 'late', 'dropped', 'held']));
  for (const [id, { kind, recordsIn, recordsOut, late, dropped, held }] of Object.entries(report.nodes))
    line(nodeLine(id, kind, [recordsIn, recordsOut, late, dropped, held]));
  line('');
  for (const [id, sink] of Object.entries(report.sinks))
    for (const text of sinkLines(id, sink, recordsShown)) line(text);
  const { checkpoints, model } = report;
  line(
    `checkpoints: ${checkpoints.completed} completed, ${checkpoints.failed} failed${checkpoints.lastDurationMs === null ? '' : `, the last took ${checkpoints.lastDurationMs} ms`}`,
  );
  if (model !== null)
    line(
      `model ${model.version}: ${model.predictions} predictions, error p50 ${model.absErrorMinutes.p50.toFixed(2)} min, p90 ${model.absErrorMinutes.p90.toFixed(2)}, p99 ${model.absErrorMinutes.p99.toFixed(2)}`,
    );
  for (const failure of report.failures)
    line(
      `failure at ${failure.at / 1000} s: ${failure.what}; restored from checkpoint ${failure.restoredFrom ?? 'none'}, ${failure.replayed} records replayed`,
    );
  if (report.quarantined.length > 0) line(`${report.quarantined.length} rows could not be read:`);
  for (const { source, line: at, reason } of report.quarantined.slice(0, ROWS_SHOWN))
    line(`  ${source}, line ${at}: ${reason}`);
  if (report.quarantined.length > ROWS_SHOWN) line(`  ${report.quarantined.length - ROWS_SHOWN} more; --json has all`);
}

const ROWS_SHOWN = 20;
const WIDTHS = [10, 10, 8, 9, 10];

function nodeLine(id: string, kind: string, numbers: readonly (string | number)[]): string {
  return `${id.padEnd(14)}${kind.padEnd(18)}${numbers.map((number, i) => String(number).padStart(WIDTHS[i])).join('')}`;
}

function sinkLines(id: string, sink: RunReport['sinks'][string], recordsShown: number): readonly string[] {
  const { expected, lost, duplicated, phantom, wrong, late } = sink.ledger;
  const ledger = `expected ${expected}, lost ${lost}, duplicated ${duplicated}, phantom ${phantom}, wrong ${wrong}, late ${late}`;
  const shown = sink.records.slice(0, recordsShown);
  const more = sink.committed - shown.length;
  return [
    `${id}: ${sink.guarantee}, ${sink.committed} committed; ${ledger}`,
    ...shown.map(({ partition, offset, value }) => `  ${partition}/${offset} ${JSON.stringify(value)}`),
    ...(shown.length > 0 && more > 0 ? [`  ${more} more; --records all shows them`] : []),
  ];
}
