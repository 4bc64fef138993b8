import type { Problem } from '../base/problem.ts';

/** Says what is wrong on standard error, and returns the exit code for it. */
export function tellProblems(problems: readonly Problem[]): number {
  for (const { where, field, message, hint } of problems)
    process.stderr.write(`${field === '' ? where : `${where}, ${field}`}: ${message}\n  ${hint}\n`);
  return 1;
}
