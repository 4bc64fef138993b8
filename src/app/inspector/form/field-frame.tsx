/** What every field has around its control: its name, the way back to its default, help, limits and what is wrong. */
import { RotateCcw } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import type { FormField } from '../../../operators/form.ts';
import styles from './form.module.css';

interface Props {
  readonly field: FormField;
  /** Id of the control that the name belongs to. */
  readonly htmlFor: string;
  readonly problem: string | null;
  readonly isSet: boolean;
  readonly onReset: () => void;
  readonly limits?: string;
  /** For numbers: the name is a handle. */
  readonly scrub?: ComponentProps<'span'>;
  /** The control takes the whole width, below the name. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

export function FieldFrame({
  field,
  htmlFor,
  problem,
  isSet,
  onReset,
  limits = '',
  scrub,
  isWide = false,
  children,
}: Props) {
  return (
    <div className={styles['field']} data-wide={isWide || undefined} data-invalid={problem === null ? undefined : ''}>
      <div className={styles['name']}>
        <label htmlFor={htmlFor}>
          <span
            className={scrub === undefined ? undefined : styles['grip']}
            title={scrub === undefined ? undefined : 'Drag to change'}
            {...scrub}
          >
            {field.title}
          </span>
        </label>
        {isSet && (
          <button
            type="button"
            className={styles['reset']}
            onClick={onReset}
            aria-label={`${field.title}: back to its default`}
            title="Back to its default"
          >
            <RotateCcw size={11} aria-hidden="true" />
          </button>
        )}
      </div>
      <div className={styles['control']}>{children}</div>
      {problem !== null && (
        <p className={styles['wrong']} role="alert">
          {problem}
        </p>
      )}
      {(field.help !== '' || limits !== '') && (
        <p id={`${htmlFor}-help`} className={styles['help']}>
          {field.help} {limits !== '' && <span>{limits}</span>}
        </p>
      )}
    </div>
  );
}
