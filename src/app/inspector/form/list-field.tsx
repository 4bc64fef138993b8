/** A list: of choices as chips to be turned on and off, of anything else as rows to be added and removed. */
import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import type { FormField } from '../../../operators/form.ts';
import { setAt } from '../../../pipeline/edits/set-at.ts';
import { type ControlProps, Field, type FieldProps } from './field.tsx';
import { FieldFrame } from './field-frame.tsx';
import styles from './form.module.css';

type ListType = Extract<FormField, { readonly type: 'list' }>;

interface Props extends Omit<FieldProps, 'field' | 'value' | 'onChange'>, ControlProps {
  readonly field: ListType;
}

export function ListField(props: Props) {
  const id = useId();
  const { field, value } = props;
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <FieldFrame field={field} htmlFor={id} problem={props.problem} isSet={props.isSet} onReset={props.onReset} isWide>
      {field.item.type === 'choice' ? (
        <Chips {...props} id={id} item={field.item} items={items} />
      ) : (
        <Rows {...props} id={id} items={items} />
      )}
    </FieldFrame>
  );
}

interface ChipsProps extends Props {
  readonly id: string;
  readonly item: Extract<FormField, { readonly type: 'choice' }>;
  readonly items: readonly unknown[];
}

/** Turned on, a choice stands where the list of choices has it, not where it was clicked. */
function Chips({ id, field, item, items, onChange, onEnd }: ChipsProps) {
  const toggle = (value: unknown): void => {
    const next = item.choices
      .map((choice) => choice.value)
      .filter((choice) => (choice === value ? !items.includes(choice) : items.includes(choice)));
    if (next.length < field.minItems) return;
    onChange(next);
    onEnd();
  };
  return (
    <div id={id} className={styles['chips']} role="group" aria-label={field.title}>
      {item.choices.map((choice) => (
        <button
          key={String(choice.value)}
          type="button"
          aria-pressed={items.includes(choice.value)}
          onClick={() => toggle(choice.value)}
        >
          {choice.title}
        </button>
      ))}
    </div>
  );
}

function Rows({
  id,
  field,
  items,
  onChange,
  onEnd,
  ...props
}: Props & { readonly id: string; readonly items: readonly unknown[] }) {
  const isFull = field.maxItems !== null && items.length >= field.maxItems;
  const remove = (index: number): void => {
    onChange(items.filter((_, other) => other !== index));
    onEnd();
  };
  return (
    <div id={id} className={styles['rows']} role="group" aria-label={field.title}>
      {items.map((item, index) => (
        // A row has no name but its place; none keeps state beyond what is being typed in it.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className={styles['row']}>
          <div>
            <Field
              {...props}
              field={field.item}
              value={item}
              path={[...props.path, index]}
              onEnd={onEnd}
              // The list may be a default that the document does not hold yet, so it is written as a whole.
              onChange={(path, next) => onChange(setAt(items, path.slice(props.path.length), next))}
            />
          </div>
          <button
            type="button"
            onClick={() => remove(index)}
            disabled={items.length <= field.minItems}
            aria-label={`Remove ${field.title} ${index + 1}`}
          >
            <X size={12} aria-hidden="true" />
          </button>
        </div>
      ))}
      {!isFull && (
        <button
          type="button"
          className={styles['add']}
          onClick={() => {
            onChange([...items, emptyItem(field.item)]);
            onEnd();
          }}
        >
          <Plus size={12} aria-hidden="true" /> Add
        </button>
      )}
    </div>
  );
}

/** Something of the right shape to begin with; what it must not be, its field says. */
function emptyItem(field: FormField): unknown {
  if (field.default !== undefined) return field.default;
  switch (field.type) {
    case 'group':
      return Object.fromEntries(field.fields.map((part) => [part.name, emptyItem(part)]));
    case 'number':
    case 'integer':
    case 'duration':
      return Math.max(0, field.min ?? 0);
    case 'boolean':
      return false;
    case 'choice':
      return field.choices[0]?.value;
    case 'list':
      return [];
    case 'variants':
      return { [field.discriminator]: field.variants[0]?.value };
    case 'text':
      return '';
    case 'json':
      return null;
  }
}
