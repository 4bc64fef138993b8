/** Brings an old document up to date, one version at a time, before anything else looks at it. */
import type { Problem } from '../../base/problem.ts';

/** From one version to a later one. Takes and gives plain JSON: an old document fits no type of today. */
export interface Migration {
  readonly from: number;
  readonly to: number;
  readonly migrate: (document: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

export type Migrated =
  | { readonly kind: 'migrated'; readonly document: Readonly<Record<string, unknown>> }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Applies `migrations` from the version that the document states up to `target`; writes the new version itself. */
export function migrate(
  document: Readonly<Record<string, unknown>>,
  migrations: readonly Migration[],
  target: number,
): Migrated {
  let current = document;
  for (;;) {
    const version = current.version;
    if (version === target) return { kind: 'migrated', document: current };
    if (typeof version !== 'number' || !Number.isInteger(version)) return refuse(missingVersion(version, target));
    if (version > target) return refuse(tooNew(version, target));
    const step = migrations.find(({ from, to }) => from === version && to > version && to <= target);
    if (step === undefined) return refuse(unknownVersion(version, target));
    current = { ...step.migrate(current), version: step.to };
  }
}

function refuse(problem: Problem): Migrated {
  return { kind: 'problem', problem };
}

function missingVersion(version: unknown, target: number): Problem {
  const message =
    version === undefined
      ? 'It does not say which version of the document format it has.'
      : `Its version is ${JSON.stringify(version)}, which is no whole number.`;
  return {
    where: 'document',
    field: 'version',
    message,
    hint: `A pipeline document of today says "version": ${target}.`,
  };
}

function tooNew(version: number, target: number): Problem {
  return {
    where: 'document',
    field: 'version',
    message: `It has version ${version}, which is newer than this Tidemark, which reads up to version ${target}.`,
    hint: 'Reload the page or update your copy of Tidemark, then open it again.',
  };
}

function unknownVersion(version: number, target: number): Problem {
  return {
    where: 'document',
    field: 'version',
    message: `Version ${version} of the document format never existed.`,
    hint: `A pipeline document of today says "version": ${target}.`,
  };
}
