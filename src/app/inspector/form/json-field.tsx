/** A shape that no form fits, edited as JSON; what cannot be read stays in the box until it can. */
import { useId, useState } from 'react';
import type { FormField } from '../../../operators/form.ts';
import { FieldFrame } from './field-frame.tsx';
import type { ControlProps } from './field.tsx';

const MOST_ROWS = 8;

export function JsonField({ field, value, onChange, onEnd, ...frame }: ControlProps & { readonly field: FormField }) {
  const id = useId();
  const [typed, setTyped] = useState<{ readonly text: string; readonly problem: string | null } | null>(null);
  const text = typed?.text ?? JSON.stringify(value ?? null, null, 2);
  const type = (next: string): void => {
    const read = readJson(next);
    setTyped({ text: next, problem: read.problem });
    if (read.problem === null) onChange(read.value);
  };
  return (
    <FieldFrame field={field} htmlFor={id} {...frame} problem={typed?.problem ?? frame.problem} isWide>
      <textarea
        id={id}
        rows={Math.min(MOST_ROWS, text.split('\n').length)}
        spellCheck={false}
        aria-invalid={typed?.problem != null}
        value={text}
        onChange={(event) => type(event.target.value)}
        onBlur={() => {
          if (typed?.problem === null) setTyped(null);
          onEnd();
        }}
      />
    </FieldFrame>
  );
}

function readJson(text: string): { readonly value: unknown; readonly problem: string | null } {
  try {
    return { value: JSON.parse(text), problem: null };
  } catch (error) {
    return {
      value: null,
      problem: `This is no JSON yet: ${error instanceof Error ? error.message : 'it cannot be read'}.`,
    };
  }
}
