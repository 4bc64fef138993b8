/** The faults that the page offers, and how one is done to the run: as an edit of the drawing, so it can be undone. */
import type { Intervention } from '../../pipeline/document.ts';
import { addIntervention } from '../../pipeline/edits/interventions.ts';
import type { PlanNode, PlanView } from '../../run/protocol.ts';
import { runStore } from '../stores/hooks.ts';
import { documents } from '../stores/documents.ts';
import { announce, showToast } from '../stores/workspace-store.ts';

type WithoutInstant<T> = T extends unknown ? Omit<T, 'at'> : never;

export interface FaultChoice {
  readonly label: string;
  readonly fault: WithoutInstant<Intervention>;
}

export interface FaultGroup {
  readonly label: string;
  readonly choices: readonly FaultChoice[];
}

const SECOND = 1_000_000;
export const SLOW_FACTOR = 10;
export const SLOW_SECONDS = 30;
export const SILENCE_SECONDS = 60;

/** What can befall a node: each of its subtasks killed, all of it slowed, and of a source any split silenced. */
export function faultsOfNode(node: PlanNode): readonly FaultGroup[] {
  const duration = SLOW_SECONDS * SECOND;
  const subtasks = Array.from({ length: node.parallelism }, (_, subtask) => subtask);
  const groups: FaultGroup[] = [
    {
      label: `Slow it ${SLOW_FACTOR}× for ${SLOW_SECONDS} s`,
      choices: [
        { label: 'All subtasks', fault: { kind: 'slow', target: node.id, duration, factor: SLOW_FACTOR } },
        ...subtasks.map((subtask) => ({
          label: `Subtask ${subtask}`,
          fault: { kind: 'slow' as const, target: `${node.id}/${subtask}`, duration, factor: SLOW_FACTOR },
        })),
      ],
    },
    {
      label: 'Kill a subtask',
      choices: subtasks.map((subtask) => ({
        label: `Subtask ${subtask}`,
        fault: { kind: 'kill', target: `${node.id}/${subtask}` },
      })),
    },
  ];
  if (node.splits.length === 0) return groups;
  const silence = (target: string, label: string): FaultChoice => ({
    label,
    fault: { kind: 'silence', target, duration: SILENCE_SECONDS * SECOND },
  });
  const forGood = (target: string, label: string): FaultChoice => ({ label, fault: { kind: 'silence', target } });
  const each = (make: (target: string, label: string) => FaultChoice) => [
    ...node.splits.map((split) => make(`${node.id}/${split}`, split)),
    make(node.id, 'All partitions'),
  ];
  return [
    { label: `Silence for ${SILENCE_SECONDS} s`, choices: each(silence) },
    { label: 'Silence for good', choices: each(forGood) },
    ...groups,
  ];
}

export function killsOf(plan: PlanView): readonly FaultChoice[] {
  return plan.taskManagers.map(({ id }) => ({ label: `Kill ${id}`, fault: { kind: 'kill', target: id } }));
}

/** Done at the playhead. */
export function doFault(fault: FaultChoice['fault']): void {
  const at = Math.round(runStore.live.latest()?.at ?? 0);
  const problems = documents.actions.tryEdit((document) => addIntervention(document, { ...fault, at }));
  const [problem] = problems;
  if (problem !== undefined) showToast(problem.message, problem.hint);
  else announce(`${fault.kind} ${fault.target} at the playhead.`);
}
