/**
 * The words of a conformance case: how it ends, how its times are written, how its outputs are compared.
 * The schema of the cases stands beside them, in `conformance/flink/SCHEMA.md`.
 */
import { z } from 'zod';

export type CaseOutcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly step: number; readonly expected: unknown; readonly actual: unknown }
  | { readonly kind: 'unsupported'; readonly why: string };

export type CaseRunner = (testCase: unknown) => CaseOutcome;

/** What a step may say against the part under test; null when it agrees. */
export type Disagreement = { readonly expected: unknown; readonly actual: unknown } | null;

/**
 * A runner for cases of one shape. The schema must be strict: an op, option or function that it does not
 * know makes that case unsupported, with the place, instead of being passed over in silence.
 */
export function caseRunner<Case>(schema: z.ZodType<Case>, run: (testCase: Case) => CaseOutcome): CaseRunner {
  return (testCase) => {
    const parsed = schema.safeParse(testCase);
    if (parsed.success) return run(parsed.data);
    return { kind: 'unsupported', why: explain(parsed.error.issues, testCase) };
  };
}

/** The fields every case has. `needsInt64` is left out: such a case needs integers that a double does not hold. */
export const caseFields = {
  id: z.string(),
  area: z.string(),
  source: z.string(),
  derived: z.boolean().optional(),
  notes: z.string().optional(),
};

/** Runs the steps up to the first that disagrees. */
export function runSteps<Step>(steps: readonly Step[], runStep: (step: Step) => Disagreement): CaseOutcome {
  for (const [step, content] of steps.entries()) {
    const disagreement = runStep(content);
    if (disagreement !== null) return { kind: 'failed', step, ...disagreement };
  }
  return { kind: 'passed' };
}

/** A time in a case: an integer in ms, or MIN or MAX, for which the engine uses −Infinity and Infinity. */
export const caseTime = z.union([
  z.number(),
  z.literal('MAX').transform(() => Number.POSITIVE_INFINITY),
  z.literal('MIN').transform(() => Number.NEGATIVE_INFINITY),
]);

/** The way a time stands in a case. */
export function writeTime(time: number): number | 'MAX' | 'MIN' {
  if (time === Number.POSITIVE_INFINITY) return 'MAX';
  return time === Number.NEGATIVE_INFINITY ? 'MIN' : time;
}

/** A time that stands in a case only to be compared, kept as it is written. */
export const writtenTime = z.union([z.number(), z.literal('MAX'), z.literal('MIN')]);

/** Compares as sequences. */
export function expectSame(expected: unknown, actual: unknown): Disagreement {
  return canonical(expected) === canonical(actual) ? null : { expected, actual };
}

/** Compares the fields that a check names and no others. */
export function expectFields(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
): Disagreement {
  const named = Object.keys(expected).filter((field) => field !== 'op' && expected[field] !== undefined);
  const pick = (from: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(named.map((field) => [field, from[field]]));
  return expectSame(pick(expected), pick(actual));
}

/** Compares as multisets. */
export function expectSameInAnyOrder(expected: readonly unknown[], actual: readonly unknown[]): Disagreement {
  const sorted = (values: readonly unknown[]) => values.map(canonical).sort().join();
  return sorted(expected) === sorted(actual) ? null : { expected, actual };
}

/**
 * Runs something that a case says must fail, or must not; `fragment` is part of the failure's class or message.
 * A failure that the case does not expect is a disagreement, never a crash of the runner.
 */
export function expectFailure(fragment: string | undefined, act: () => void): Disagreement {
  try {
    act();
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : String(failure);
    if (fragment !== undefined && message.includes(fragment)) return null;
    return { expected: fragment === undefined ? 'no failure' : { error: fragment }, actual: { error: message } };
  }
  return fragment === undefined ? null : { expected: { error: fragment }, actual: 'no failure' };
}

type Issue = z.core.$ZodIssue;

/** Place and reason of what the schema does not know; of a union, the branch that got furthest tells it best. */
function explain(issues: readonly Issue[], value: unknown): string {
  const [issue] = issues;
  if (issue === undefined) return 'not a case';
  const branches = issue.code === 'invalid_union' ? issue.errors.filter(([first]) => first !== undefined) : [];
  const depth = (branch: readonly Issue[]): number => Math.max(...branch.map(({ path }) => path.length));
  const [furthest] = [...branches].sort((a, b) => depth(b) - depth(a));
  const found = issue.path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
  if (furthest !== undefined) return `${issue.path.join('.')}.${explain(furthest, found)}`.replace(/^\./, '');
  return `${issue.path.join('.')}: ${issue.message}, found ${JSON.stringify(found)?.slice(0, 80)}`;
}

/** JSON with sorted keys, so that two objects with equal fields compare equal; −0 is written as 0. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) => {
      if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
    }) ?? 'undefined'
  );
}
