import type { RunReport } from './report.ts';

/** The report for a reader: the same facts as the JSON, as a few tables. */
export function printReport(report: RunReport): void {
  const line = (text: string) => process.stdout.write(`${text}\n`);
  line(`ran ${report.virtualMs / 1000} s of run time in ${report.wallMs} ms, seed ${report.seed}, hash ${report.hash}`);
  line('');
  line(
    `${'node'.padEnd(14)}${'kind'.padEnd(18)}${'in'.padStart(10)}${'out'.padStart(10)}${'late'.padStart(8)}${'held'.padStart(10)}`,
  );
  for (const [id, node] of Object.entries(report.nodes)) {
    line(
      `${id.padEnd(14)}${node.kind.padEnd(18)}${String(node.recordsIn).padStart(10)}${String(node.recordsOut).padStart(10)}${String(node.late).padStart(8)}${String(node.held).padStart(10)}`,
    );
  }
  line('');
  for (const [id, { guarantee, committed, ledger }] of Object.entries(report.sinks)) {
    line(
      `${id}: ${guarantee}, ${committed} committed; expected ${ledger.expected}, lost ${ledger.lost}, duplicated ${ledger.duplicated}, phantom ${ledger.phantom}, wrong ${ledger.wrong}`,
    );
  }
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
}
