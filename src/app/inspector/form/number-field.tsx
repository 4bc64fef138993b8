/** A number: typed, stepped with the arrow keys, or dragged by its name. */
import { type KeyboardEvent, useId, useState } from 'react';
import { FieldFrame } from './field-frame.tsx';
import type { ControlProps } from './field.tsx';
import styles from './form.module.css';
import { limitsText, type NumericField, numberText, readNumber, stepped } from './number-text.ts';
import { useScrub } from './use-scrub.ts';

export function NumberField({
  field,
  value,
  problem,
  onChange,
  onEnd,
  isSet,
  onReset,
}: ControlProps & { readonly field: NumericField }) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const current = typeof value === 'number' ? value : 0;
  const scrub = useScrub(field, current, onChange, onEnd);
  const read = typed === null ? null : readNumber(field, typed);
  const type = (text: string): void => {
    setTyped(text);
    const now = readNumber(field, text);
    if (now.kind === 'number') onChange(now.value);
    else if (now.kind === 'empty' && field.optional) onChange(undefined);
  };
  const leave = (): void => {
    setTyped(null);
    onEnd();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (event.key === 'Escape') setTyped(null);
    if (event.key === 'Enter') leave();
    if (by === 0) return;
    event.preventDefault();
    setTyped(null);
    onChange(stepped(field, current, by * (event.shiftKey ? 10 : 1)));
  };
  const limits = limitsText(field);
  return (
    <FieldFrame
      field={field}
      htmlFor={id}
      problem={read?.kind === 'problem' ? read.message : problem}
      isSet={isSet}
      onReset={onReset}
      limits={limits}
      scrub={scrub}
    >
      <input
        id={id}
        className={styles['number']}
        inputMode={field.type === 'duration' ? 'text' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={read?.kind === 'problem' || problem !== null}
        aria-describedby={`${id}-help`}
        placeholder={field.optional ? 'not set' : ''}
        value={typed ?? numberText(field, value)}
        onChange={(event) => type(event.target.value)}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
      {field.unit !== null && field.type !== 'duration' && <span className={styles['unit']}>{field.unit}</span>}
    </FieldFrame>
  );
}
