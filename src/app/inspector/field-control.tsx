import { useEffect, useState } from 'react';
import type { FormField } from '../../operators/form.ts';

interface Props {
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** One control for each type of field; what it cannot read stays in the box until it can. */
export function FieldControl({ field, value, onChange }: Props) {
  switch (field.type) {
    case 'boolean':
      return <input type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />;
    case 'choice':
      return (
        <select
          value={String(value)}
          onChange={(event) =>
            onChange(field.choices.find((choice) => String(choice.value) === event.target.value)?.value)
          }
        >
          {field.choices.map((choice) => (
            <option key={String(choice.value)} value={String(choice.value)}>
              {choice.title}
            </option>
          ))}
        </select>
      );
    case 'number':
    case 'integer':
    case 'duration':
      return <NumberBox field={field} value={value} onChange={onChange} />;
    case 'text':
      return (
        <input
          type="text"
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      return <JsonBox value={value} onChange={onChange} />;
  }
}

function NumberBox({
  field,
  value,
  onChange,
}: Props & { readonly field: Extract<FormField, { readonly step: number }> }) {
  const [text, setText] = useState(String(value ?? ''));
  useEffect(() => setText(String(value ?? '')), [value]);
  const commit = (written: string) => {
    setText(written);
    const number = Number(written);
    if (written.trim() !== '' && Number.isFinite(number)) onChange(number);
    else if (written.trim() === '' && field.optional) onChange(undefined);
  };
  const limits = {
    ...(field.min === null ? {} : { min: field.min }),
    ...(field.max === null ? {} : { max: field.max }),
  };
  return (
    <input
      type="number"
      inputMode="decimal"
      step={field.step === 0 ? 'any' : field.step}
      {...limits}
      value={text}
      onChange={(event) => commit(event.target.value)}
    />
  );
}

/** Lists and free records are edited as JSON; it is taken when it reads. */
function JsonBox({ value, onChange }: { readonly value: unknown; readonly onChange: (value: unknown) => void }) {
  const written = JSON.stringify(value, null, 1);
  const [text, setText] = useState(written);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => setText(written), [written]);
  const commit = (next: string) => {
    setText(next);
    try {
      const parsed: unknown = JSON.parse(next);
      setBroken(false);
      onChange(parsed);
    } catch (reason) {
      setBroken(reason instanceof SyntaxError);
    }
  };
  return (
    <textarea
      rows={Math.min(8, text.split('\n').length)}
      spellCheck={false}
      aria-invalid={isBroken}
      value={text}
      onChange={(event) => commit(event.target.value)}
    />
  );
}
