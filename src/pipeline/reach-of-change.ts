/** How far back a change of meaning reaches: how much of a run that is there it leaves as it was. */
import { type FormField, formFields } from '../operators/form.ts';
import type { OperatorKind } from '../operators/kind.ts';
import type { MeaningChange } from './change-of-meaning.ts';
import { type PipelineDocument, settingsSchema } from './document.ts';

export type Reach =
  /** Nothing held in state or on its way depends on it: it holds from any instant on. */
  | 'from-now'
  /** The same data and nodes, but what is held by then would have had another form: it holds from the start. */
  | 'from-start'
  /** Other data, nodes or edges: another run. */
  | 'other-run';

const ORDER: readonly Reach[] = ['from-now', 'from-start', 'other-run'];

/** The furthest of several changes, all made to get to `after`. */
export function reachOfChanges(
  changes: readonly MeaningChange[],
  after: PipelineDocument,
  kinds: readonly OperatorKind[],
): Reach {
  const furthest = Math.max(0, ...changes.map((change) => ORDER.indexOf(reachOf(change, after, kinds))));
  return ORDER[furthest] ?? 'other-run';
}

/** Settings of a run that say what its data are. */
const DATA_SETTINGS: readonly string[] = ['seed', 'profile', 'startAt', 'storm'];

function reachOf(change: MeaningChange, after: PipelineDocument, kinds: readonly OperatorKind[]): Reach {
  const { where, field } = change;
  if (where === 'interventions') return 'from-now';
  if (where === 'document' || field === '' || field === 'kind') return 'other-run';
  if (where === 'settings' && DATA_SETTINGS.includes(field)) return 'other-run';
  return changedField(change, after, kinds)?.meta['live'] === true ? 'from-now' : 'from-start';
}

/** The setting that a change is of, where it is one of a form; of a list or a group the whole. */
export function changedField(
  { where, field }: MeaningChange,
  document: PipelineDocument,
  kinds: readonly OperatorKind[],
): FormField | undefined {
  const [first, second] = field.split('.');
  if (where === 'settings') return formFields(settingsSchema).find(({ name }) => name === first);
  const node = document.nodes.find(({ id }) => id === where);
  const kind = kinds.find(({ spec }) => spec.kind === node?.kind);
  if (kind === undefined || first !== 'config') return undefined;
  return formFields(kind.spec.config).find(({ name }) => name === second);
}
