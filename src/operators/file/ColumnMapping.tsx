import { useId } from 'react';
import { type FilePreview, type PreviewColumn, setColumn } from './file-preview.ts';
import { columnTypes } from './spec.ts';
import styles from './inspector.module.css';
import type { FileConfig } from './spec.ts';

interface ColumnMappingProps {
  readonly preview: FilePreview;
  readonly settings: FileConfig;
  readonly onChange: (changed: Pick<FileConfig, 'eventTime'> | { readonly columns: FileConfig['columns'] }) => void;
}

const MOST = 60;

/** Each column of the file: whether it says when a row happened, what it is called from here on, and its type. */
export function ColumnMapping({ preview, settings, onChange }: ColumnMappingProps) {
  const group = useId();
  const { columns } = preview;
  const update = (name: string, change: { readonly as?: string; readonly type?: string }) => {
    const set = settings.columns.find(({ column }) => column === name) ?? { column: name, as: '', type: 'auto' };
    const next = setColumn(settings.columns, { ...set, ...change });
    onChange({
      columns: next.map(({ type, ...rest }) => ({
        ...rest,
        type: columnTypes.find((known) => known === type) ?? 'auto',
      })),
    });
  };
  return (
    <fieldset className={styles['mapping']}>
      <legend>Columns: which one says when a row happened?</legend>
      {columns.slice(0, MOST).map((column) => (
        <ColumnRow
          key={column.name}
          column={column}
          group={group}
          isTime={settings.eventTime === column.name}
          setting={settings.columns.find((set) => set.column === column.name)}
          onTime={() => onChange({ eventTime: column.name })}
          onUpdate={(change) => update(column.name, change)}
        />
      ))}
      {columns.length > MOST && (
        <p className={styles['missing']}>{columns.length - MOST} more columns, set in the form below.</p>
      )}
    </fieldset>
  );
}

function ColumnRow(props: {
  readonly column: PreviewColumn;
  readonly group: string;
  readonly isTime: boolean;
  readonly setting: FileConfig['columns'][number] | undefined;
  readonly onTime: () => void;
  readonly onUpdate: (change: { readonly as?: string; readonly type?: string }) => void;
}) {
  const { column, group, isTime, setting, onTime, onUpdate } = props;
  const { name, samples, type, mayBeTime } = column;
  return (
    <div className={styles['column']} data-time={isTime || undefined}>
      <label title={mayBeTime ? undefined : 'Its first values cannot be read as times.'}>
        <input
          type="radio"
          name={group}
          checked={isTime}
          onChange={onTime}
          aria-label={`${name} says when a row happened`}
        />
        <b>{name}</b>
        {isTime && <i>event time</i>}
      </label>
      <p title={samples.join(', ')}>{samples.length === 0 ? 'no value in the first rows' : samples.join(', ')}</p>
      <div>
        <input
          type="text"
          aria-label={`Name of ${name} from here on`}
          placeholder={name}
          value={setting?.as ?? ''}
          onChange={(event) => onUpdate({ as: event.currentTarget.value })}
        />
        <select
          aria-label={`Type of ${name}`}
          value={isTime ? 'time' : (setting?.type ?? 'auto')}
          disabled={isTime}
          onChange={(event) => onUpdate({ type: event.currentTarget.value })}
        >
          {columnTypes.map((known) => (
            <option key={known} value={known}>
              {known === 'auto' ? `auto: ${type === 'string' ? 'text' : type}` : known}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
