import type { FormField } from '../../operators/form.ts';
import { chooseVariant } from '../../pipeline/field-at.ts';
import type { FieldPath } from '../../pipeline/lost-fields.ts';
import { FieldControl } from './field-control.tsx';
import styles from './inspector.module.css';

interface Props {
  readonly fields: readonly FormField[];
  /** Raw values, as the document holds them. */
  readonly values: unknown;
  readonly path: FieldPath;
  readonly problems: readonly { readonly field: string; readonly message: string; readonly hint: string }[];
  readonly onChange: (path: FieldPath, value: unknown) => void;
}

export function FieldList({ fields, values, path, problems, onChange }: Props) {
  return (
    <div className={styles['fields']}>
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={fieldValue(values, field.name)}
          path={[...path, field.name]}
          problems={problems}
          onChange={onChange}
        />
      ))}
    </div>
  );
}

function Field({
  field,
  value,
  path,
  problems,
  onChange,
}: Omit<Props, 'fields' | 'values'> & { readonly field: FormField; readonly value: unknown }) {
  const shown = value === undefined ? field.default : value;
  if (field.type === 'group') {
    return (
      <fieldset className={styles['group']}>
        <legend>{field.title}</legend>
        <FieldList fields={field.fields} values={shown} path={path} problems={problems} onChange={onChange} />
      </fieldset>
    );
  }
  if (field.type === 'variants') {
    const chosen = String(fieldValue(shown, field.discriminator) ?? field.variants[0]?.value);
    const variant = field.variants.find((each) => String(each.value) === chosen) ?? field.variants[0];
    return (
      <fieldset className={styles['group']}>
        <legend>{field.title}</legend>
        <select
          aria-label={field.title}
          value={chosen}
          onChange={(event) => onChange(path, chooseVariant(field, shown, event.target.value))}
        >
          {field.variants.map((each) => (
            <option key={String(each.value)} value={String(each.value)}>
              {each.title}
            </option>
          ))}
        </select>
        {variant === undefined ? null : (
          <FieldList fields={variant.fields} values={shown} path={path} problems={problems} onChange={onChange} />
        )}
      </fieldset>
    );
  }
  const problem = problems.find((each) => each.field === path.join('.') || each.field.startsWith(`${path.join('.')}.`));
  return (
    <label className={styles['field']}>
      <span className={styles['name']}>
        {field.title}
        {field.unit === null ? null : <i>{field.unit}</i>}
      </span>
      <FieldControl field={field} value={shown} onChange={(next) => onChange(path, next)} />
      {field.help === '' ? null : <small>{field.help}</small>}
      {problem === undefined ? null : (
        <em role="alert">
          {problem.message} {problem.hint}
        </em>
      )}
    </label>
  );
}

function fieldValue(values: unknown, name: string): unknown {
  return typeof values === 'object' && values !== null ? Reflect.get(values, name) : undefined;
}
