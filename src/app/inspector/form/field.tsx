/** One field of a form, whatever its type; groups and lists hold fields again. */
import { useId } from 'react';
import type { FormField } from '../../../operators/form.ts';
import { chooseVariant, type VariantsField } from '../../../pipeline/field-at.ts';
import type { FieldPath } from '../../../pipeline/lost-fields.ts';
import { FieldFrame } from './field-frame.tsx';
import styles from './form.module.css';
import { JsonField } from './json-field.tsx';
import { ListField } from './list-field.tsx';
import { NumberField } from './number-field.tsx';

export interface FormProblem {
  readonly field: string;
  readonly message: string;
  readonly hint: string;
}

/** What a form tells whoever holds its values. */
export interface FormEvents {
  /** `undefined` takes the value away: its default stands again. */
  readonly onChange: (path: FieldPath, value: unknown) => void;
  /** A drag or a stretch of typing is over. */
  readonly onEnd: () => void;
  /** Names that could stand in a text field, by the port its meta names. */
  readonly suggest: (port: string) => readonly string[];
}

export interface FieldProps extends FormEvents {
  readonly field: FormField;
  readonly value: unknown;
  readonly path: FieldPath;
  readonly problems: readonly FormProblem[];
}

/** What a single control gets of it. */
export interface ControlProps {
  readonly value: unknown;
  readonly problem: string | null;
  readonly isSet: boolean;
  readonly onChange: (value: unknown) => void;
  readonly onEnd: () => void;
  readonly onReset: () => void;
}

export function FieldList({
  fields,
  value,
  ...rest
}: Omit<FieldProps, 'field'> & { readonly fields: readonly FormField[] }) {
  return fields.map((field) => (
    <Field
      key={field.name}
      {...rest}
      field={field}
      value={entryValue(value, field.name)}
      path={[...rest.path, field.name]}
    />
  ));
}

export function Field(props: FieldProps) {
  const { field, value, path, problems, onChange, onEnd } = props;
  const shown = value === undefined ? field.default : value;
  if (field.type === 'group') {
    return (
      <fieldset className={styles['group']}>
        <legend>{field.title}</legend>
        <FieldList {...props} fields={field.fields} value={shown} />
      </fieldset>
    );
  }
  if (field.type === 'variants') return <VariantFields {...props} field={field} value={shown} />;
  const control: ControlProps = {
    value: shown,
    problem: problemAt(problems, path),
    isSet:
      value !== undefined && field.default !== undefined && JSON.stringify(value) !== JSON.stringify(field.default),
    onChange: (next) => onChange(path, next),
    onEnd,
    onReset: () => {
      onChange(path, undefined);
      onEnd();
    },
  };
  switch (field.type) {
    case 'number':
    case 'integer':
    case 'duration':
      return <NumberField {...control} field={field} />;
    case 'boolean':
      return <BooleanField {...control} field={field} />;
    case 'choice':
      return <ChoiceField {...control} field={field} />;
    case 'text':
      return <TextField {...control} field={field} names={suggestionsOf(props)} />;
    case 'list':
      return <ListField {...props} {...control} field={field} />;
    case 'json':
      return <JsonField {...control} field={field} />;
  }
}

function VariantFields({ field, value, path, ...rest }: Omit<FieldProps, 'field'> & { readonly field: VariantsField }) {
  const id = useId();
  const chosen = entryValue(value, field.discriminator) ?? field.variants[0]?.value;
  const variant = field.variants.find((candidate) => candidate.value === chosen);
  const choose = (text: string): void => {
    const next = field.variants.find((candidate) => String(candidate.value) === text);
    if (next !== undefined) rest.onChange(path, chooseVariant(field, value, next.value));
    rest.onEnd();
  };
  return (
    <fieldset className={styles['group']}>
      <legend>
        <label htmlFor={id}>{field.title}</label>
      </legend>
      <select
        id={id}
        className={styles['whole']}
        value={String(chosen)}
        onChange={(event) => choose(event.target.value)}
      >
        {field.variants.map((candidate) => (
          <option key={String(candidate.value)} value={String(candidate.value)}>
            {candidate.title}
          </option>
        ))}
      </select>
      {variant !== undefined && variant.help !== '' && <p className={styles['help']}>{variant.help}</p>}
      {variant !== undefined && <FieldList {...rest} path={path} fields={variant.fields} value={value} />}
    </fieldset>
  );
}

function BooleanField({ field, value, onChange, onEnd, ...frame }: ControlProps & { readonly field: FormField }) {
  const id = useId();
  return (
    <FieldFrame field={field} htmlFor={id} {...frame}>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={value === true}
        className={styles['switch']}
        checked={value === true}
        onChange={(event) => {
          onChange(event.target.checked);
          onEnd();
        }}
      />
    </FieldFrame>
  );
}

function ChoiceField({
  field,
  value,
  onChange,
  onEnd,
  ...frame
}: ControlProps & { readonly field: Extract<FormField, { readonly type: 'choice' }> }) {
  const id = useId();
  const choose = (text: string): void => {
    onChange(field.choices.find((choice) => String(choice.value) === text)?.value);
    onEnd();
  };
  return (
    <FieldFrame field={field} htmlFor={id} {...frame}>
      <select
        id={id}
        value={String(value)}
        onChange={(event) => choose(event.target.value)}
        aria-invalid={frame.problem !== null}
      >
        {field.choices.map((choice) => (
          <option key={String(choice.value)} value={String(choice.value)}>
            {choice.title}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

interface TextProps extends ControlProps {
  readonly field: Extract<FormField, { readonly type: 'text' }>;
  readonly names: readonly string[];
}

function TextField({ field, value, onChange, onEnd, names, ...frame }: TextProps) {
  const id = useId();
  return (
    <FieldFrame field={field} htmlFor={id} {...frame}>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        list={names.length > 0 ? `${id}-names` : undefined}
        maxLength={field.maxLength ?? undefined}
        aria-invalid={frame.problem !== null}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.target.value === '' && field.optional ? undefined : event.target.value)}
        onBlur={onEnd}
      />
      {names.length > 0 && (
        <datalist id={`${id}-names`}>
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </FieldFrame>
  );
}

/** A setting that names a field of an input says which input by `meta.field`. */
function suggestionsOf({ field, suggest }: FieldProps): readonly string[] {
  const port = field.meta['field'];
  return typeof port === 'string' ? suggest(port) : [];
}

function problemAt(problems: readonly FormProblem[], path: FieldPath): string | null {
  const name = path.join('.');
  const problem = problems.find(({ field }) => field === name);
  return problem === undefined ? null : `${problem.message} ${problem.hint}`.trim();
}

export function entryValue(values: unknown, name: string): unknown {
  return typeof values === 'object' && values !== null
    ? Object.entries(values).find(([key]) => key === name)?.[1]
    : undefined;
}
