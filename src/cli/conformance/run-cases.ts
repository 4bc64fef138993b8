import type { CaseOutcome } from '../../base/case-outcome.ts';
import { areas } from './areas.ts';
import { whyUnsupported } from './unsupported-areas.ts';

/** What `--json` prints. `step` is the index of the step or row that disagrees; −1 if the runner itself failed. */
export interface ConformanceReport {
  readonly passed: string[];
  readonly failed: { id: string; area: string; step: number; expected: unknown; actual: unknown }[];
  readonly unsupported: { id: string; area: string; why: string }[];
}

export function emptyReport(): ConformanceReport {
  return { passed: [], failed: [], unsupported: [] };
}

/** Runs the cases and enters each one in the report. `where` names cases that have no id. */
export function runCases(cases: readonly unknown[], where: string, report: ConformanceReport): void {
  for (const [index, testCase] of cases.entries()) {
    const id = textField(testCase, 'id') ?? `${where}[${index}]`;
    const area = textField(testCase, 'area') ?? 'none';
    const outcome = runCase(area, testCase);
    if (outcome.kind === 'passed') report.passed.push(id);
    else if (outcome.kind === 'unsupported') report.unsupported.push({ id, area, why: outcome.why });
    else
      report.failed.push({
        id,
        area,
        step: outcome.step,
        expected: outcome.expected ?? null,
        actual: outcome.actual ?? null,
      });
  }
}

/** A crash inside a runner is a failure of its case: the part did what the case did not foresee. */
function runCase(area: string, testCase: unknown): CaseOutcome {
  const run = areas.get(area);
  if (run === undefined) return { kind: 'unsupported', why: whyUnsupported(area, testCase) };
  try {
    return run(testCase);
  } catch (failure) {
    return {
      kind: 'failed',
      step: -1,
      expected: 'no crash',
      actual: failure instanceof Error ? failure.message : String(failure),
    };
  }
}

function textField(testCase: unknown, field: 'id' | 'area'): string | null {
  if (typeof testCase !== 'object' || testCase === null || !(field in testCase)) return null;
  const value: unknown = Reflect.get(testCase, field);
  return typeof value === 'string' ? value : null;
}
