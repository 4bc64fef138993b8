import { readCaseFiles } from './case-files.ts';
import { type ConformanceReport, emptyReport, runCases } from './run-cases.ts';

const usage = 'usage: npm run conformance -- PATH… [--json]';

/**
 * `npm run conformance -- PATH… [--json]`: runs every case of the files and directories. Returns the exit
 * code: 0 if nothing failed, 1 if a case failed, 2 if a path or an option cannot be used.
 */
export function runConformance(argv: readonly string[]): number {
  const paths = argv.filter((argument) => !argument.startsWith('-'));
  const unknown = argv.filter((argument) => argument.startsWith('-') && argument !== '--json');
  if (unknown.length > 0) return refuse(`conformance does not know ${unknown.join(', ')}; ${usage}`);
  if (paths.length === 0) return refuse(usage);

  const report = emptyReport();
  for (const path of paths) {
    const refusal = runPath(path, report);
    if (refusal !== null) return refuse(refusal);
  }
  process.stdout.write(argv.includes('--json') ? `${JSON.stringify(report)}\n` : describeReport(report));
  return report.failed.length === 0 ? 0 : 1;
}

/**
 * Enters the cases at or below a path in the report, or says why the path cannot be used. A directory may hold other
 * JSON beside its cases: such a file is passed over with a warning, unless nothing else is there.
 */
function runPath(path: string, report: ConformanceReport): string | null {
  try {
    const files = readCaseFiles(path);
    if (files.length === 0) return `${path}: no .json or .json.gz file in it`;
    const others = files.filter((file) => file.kind === 'no-cases');
    if (others.length === files.length) return others.map(({ file, why }) => `${file}: ${why}`).join('; ');
    for (const { file, why } of others) process.stderr.write(`conformance: ${file} is passed over: ${why}\n`);
    for (const file of files) if (file.kind === 'cases') runCases(file.cases, file.file, report);
    return null;
  } catch (failure) {
    return `${path}: ${failure instanceof Error ? failure.message : String(failure)}`;
  }
}

function refuse(message: string): number {
  process.stderr.write(`conformance: ${message}\n`);
  return 2;
}

function describeReport(report: ConformanceReport): string {
  const failures = report.failed.map(
    ({ id, area, step, expected, actual }) =>
      `failed ${id} (${area}), step ${step}\n  expected ${JSON.stringify(expected)}\n  actual   ${JSON.stringify(actual)}\n`,
  );
  const reasons = new Map<string, number>();
  for (const { area, why } of report.unsupported)
    reasons.set(`${area}: ${why}`, (reasons.get(`${area}: ${why}`) ?? 0) + 1);
  const unsupported = [...reasons].map(([why, count]) => `unsupported ${count} × ${why}\n`);
  const total = `${report.passed.length} passed, ${report.failed.length} failed, ${report.unsupported.length} unsupported\n`;
  return [...failures, ...unsupported, total].join('');
}
