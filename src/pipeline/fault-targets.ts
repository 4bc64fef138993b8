/** What a fault can hit in a given plan, and whether it hits something that is there. */
import type { Problem } from '../base/problem.ts';
import type { BoundPipeline } from './bound-pipeline.ts';
import type { Intervention, PipelineDocument } from './document.ts';

export interface FaultTargets {
  /** They are called `tm-1`, `tm-2`, … */
  readonly taskManagers: number;
  readonly nodes: readonly FaultNode[];
}

export interface FaultNode {
  readonly id: string;
  readonly isSource: boolean;
  readonly parallelism: number;
  /** Number of splits of a source; `null` where it is not known. */
  readonly splits: number | null;
}

/** `splitsOf` tells how many splits a source has once its stream exists. */
export function faultTargets(
  document: PipelineDocument,
  plan: Pick<BoundPipeline, 'nodes'>,
  splitsOf: (node: string) => number | null = () => null,
): FaultTargets {
  return {
    taskManagers: document.settings.taskManagers,
    nodes: plan.nodes.map(({ id, operator, parallelism }) => ({
      id,
      isSource: operator.behaviour.role === 'source',
      parallelism,
      splits: operator.behaviour.role === 'source' ? splitsOf(id) : null,
    })),
  };
}

/** The problems of a document's interventions. */
export function checkInterventions(interventions: readonly Intervention[], targets: FaultTargets): readonly Problem[] {
  return interventions.flatMap(({ kind, target }, index) => {
    const problem = checkTarget(kind, target, targets, { where: 'interventions', field: `${index}.target` });
    return problem === null ? [] : [problem];
  });
}

/** The problem of a target that is not there or not of the sort that this kind of fault hits. */
export function checkTarget(
  kind: Intervention['kind'],
  target: string,
  targets: FaultTargets,
  place: { readonly where: string; readonly field: string },
): Problem | null {
  const problem = (message: string, hint: string): Problem => ({ ...place, message, hint });
  const [, name = target, part] = /^([^/]*)(?:\/(.*))?$/.exec(target) ?? [];
  const taskManager = /^tm-([1-9]\d*)$/.exec(target)?.[1];
  if (taskManager !== undefined) {
    if (kind !== 'kill')
      return problem(`A TaskManager cannot be hit by “${kind}”, only killed.`, hintFor(kind, targets));
    return Number(taskManager) <= targets.taskManagers
      ? null
      : problem(`There is no TaskManager “${target}”.`, hintFor(kind, targets));
  }
  const node = targets.nodes.find(({ id }) => id === name);
  if (node === undefined) return problem(`There is no “${name}” that “${kind}” could hit.`, hintFor(kind, targets));
  const hitsSplits = kind === 'silence' || kind === 'inject';
  if (hitsSplits && !node.isSource)
    return problem(`“${kind}” hits a source, and ${name} is none.`, hintFor(kind, targets));
  if (part === undefined) return null;
  return hitsSplits ? checkSplit(node, part, problem) : checkSubtask(node, part, problem);
}

type Say = (message: string, hint: string) => Problem;

function checkSplit({ id, splits }: FaultNode, part: string, problem: Say): Problem | null {
  const number = /^p(0|[1-9]\d*)$/.exec(part)?.[1];
  const range = splits === null ? `${id}/p0, ${id}/p1, …` : `${id}/p0 to ${id}/p${splits - 1}`;
  if (number === undefined) return problem(`“${id}/${part}” names no split of ${id}.`, `Its splits are ${range}.`);
  if (splits === null || Number(number) < splits) return null;
  return problem(`${id} has no split p${number}.`, `Its splits are ${range}.`);
}

function checkSubtask({ id, parallelism }: FaultNode, part: string, problem: Say): Problem | null {
  if (/^(0|[1-9]\d*)$/.test(part) && Number(part) < parallelism) return null;
  const range = parallelism === 1 ? `${id}/0 alone` : `${id}/0 to ${id}/${parallelism - 1}`;
  return problem(`${id} has no subtask “${part}”.`, `Its subtasks are ${range}.`);
}

function hintFor(kind: Intervention['kind'], targets: FaultTargets): string {
  if (kind === 'silence' || kind === 'inject') {
    const sources = targets.nodes.filter(({ isSource }) => isSource).map(({ id }) => id);
    return `Name a source or one of its splits (node/p0): ${sources.join(', ') || 'there is none'}.`;
  }
  const nodes = targets.nodes.map(({ id }) => id).join(', ');
  if (kind === 'slow') return `Name a node or one of its subtasks (node/0): ${nodes}.`;
  const last = targets.taskManagers === 1 ? 'tm-1' : `tm-1 to tm-${targets.taskManagers}`;
  return `Name a TaskManager (${last}), a node, or one of its subtasks (node/0): ${nodes}.`;
}
