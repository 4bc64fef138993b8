/** What a fault can hit in a given plan, and whether it hits something that is there. */
import type { Problem } from '../base/problem.ts';
import { findField, type Schema } from '../engine/schema.ts';
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
  /** Of the records that a source produces; empty for others. */
  readonly fields: Schema;
}

/** `splitsOf` tells how many splits a source has once its stream exists. */
export function faultTargets(
  document: PipelineDocument,
  plan: Pick<BoundPipeline, 'nodes'>,
  splitsOf: (node: string) => number | null = () => null,
): FaultTargets {
  return {
    taskManagers: document.settings.taskManagers,
    nodes: plan.nodes.map(({ id, operator, parallelism, outputs }) => ({
      id,
      isSource: operator.behaviour.role === 'source',
      parallelism,
      splits: operator.behaviour.role === 'source' ? splitsOf(id) : null,
      fields: operator.behaviour.role === 'source' ? (outputs[0]?.schema ?? []) : [],
    })),
  };
}

/** The problems of a document's interventions. */
export function checkInterventions(interventions: readonly Intervention[], targets: FaultTargets): readonly Problem[] {
  return interventions.flatMap((intervention, index) => {
    const { kind, target } = intervention;
    const problem = checkTarget(kind, target, targets, { where: 'interventions', field: `${index}.target` });
    if (problem !== null) return [problem];
    return kind === 'inject' ? checkFields(intervention.fields, target, targets, index) : [];
  });
}

/** A field that the source lacks, or of another type, would quietly take the value of the next record. */
function checkFields(
  fields: Extract<Intervention, { kind: 'inject' }>['fields'],
  target: string,
  { nodes }: FaultTargets,
  index: number,
): readonly Problem[] {
  const schema = nodes.find(({ id }) => id === target.split('/')[0])?.fields ?? [];
  return Object.entries(fields).flatMap(([name, value]) => {
    const place = { where: 'interventions', field: `${index}.fields.${name}` };
    const type = findField(schema, name)?.type;
    if (type === undefined) {
      const hint = `Its fields are: ${schema.map((field) => field.name).join(', ')}.`;
      return [{ ...place, message: `What ${target} produces has no “${name}”.`, hint }];
    }
    const wanted = type === 'string' || type === 'boolean' ? type : 'number';
    const known = findField(schema, name)?.values;
    if (typeof value === 'string' && known !== undefined && !known.includes(value)) {
      const hint = `It can be: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …' : ''}.`;
      return [{ ...place, message: `“${name}” is never “${value}”.`, hint }];
    }
    if (typeof value === wanted) return [];
    return [{ ...place, message: `It should be ${VALUE_WORDS[wanted]}.`, hint: 'Give it a value of that type.' }];
  });
}

const VALUE_WORDS = { string: 'text', boolean: 'true or false', number: 'a number' } as const;

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
