/** What a branch of a run is called: what is different in it. */
import { type FormField, TIME_UNIT_MICROS } from '../operators/form.ts';
import type { OperatorKind } from '../operators/kind.ts';
import type { MeaningChange } from './change-of-meaning.ts';
import type { PipelineDocument } from './document.ts';
import { formatDuration } from './duration-text.ts';
import { changedField } from './reach-of-change.ts';

/** `shipments: idleness timeout 0s → 30s`, `join removed`; the first change, and how many more. */
export function forkLabel(
  changes: readonly MeaningChange[],
  document: PipelineDocument,
  kinds: readonly OperatorKind[],
): string {
  const [first, ...more] = changes.filter(({ where }) => where !== 'document');
  if (first === undefined) return 'other order';
  const field = changedField(first, document, kinds);
  const what = `${nameOf(first, field)} ${describeChange(first, field)}`;
  return more.length === 0 ? what : `${what}, and ${more.length} more`;
}

function nameOf({ where, field }: MeaningChange, form: FormField | undefined): string {
  const name = form?.title.toLowerCase() ?? field.replace(/^config\./, '');
  if (where === 'settings') return name;
  return name === '' ? where : `${where}: ${name}`;
}

function describeChange({ where, field, before, after }: MeaningChange, form: FormField | undefined): string {
  if (where === 'interventions') return 'changed';
  if (field === '') return before === undefined ? 'added' : 'removed';
  const was = valueText(before ?? form?.default, form);
  const is = valueText(after ?? form?.default, form);
  if (is === null) return after === undefined ? '→ default' : 'changed';
  return was === null ? `→ ${is}` : `${was} → ${is}`;
}

function valueText(value: unknown, field: FormField | undefined): string | null {
  if (field?.type === 'duration' && typeof value === 'number')
    return formatDuration(value * (TIME_UNIT_MICROS[field.unit] ?? 1));
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? String(value) : null;
}
