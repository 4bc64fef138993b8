/** Where a file is given to the source and its columns get their parts: the event time, other names, other types. */
import { type DragEvent, useId, useMemo, useState } from 'react';
import { bytesText, pluralText } from '../../theme/quantity-text.ts';
import { Rows } from '../../theme/rows.tsx';
import type { OperatorInspectorProps } from '../state-view.ts';
import { ColumnMapping } from './ColumnMapping.tsx';
import { previewFile } from './file-preview.ts';
import styles from './inspector.module.css';
import { fileSource } from './logic.ts';
import { fileConfig } from './spec.ts';

export function FileInspector({ config, onChange, files, onFile }: OperatorInspectorProps) {
  const parsed = fileConfig.safeParse(config);
  const settings = parsed.success ? parsed.data : fileConfig.parse({});
  const bytes = files[settings.path];
  const preview = useMemo(
    () => (bytes === undefined ? null : previewFile(bytes, settings.format)),
    [bytes, settings.format],
  );
  const bad = fileSource.quarantined?.(settings, (name) => files[name]) ?? [];
  const take = async (file: File) => {
    const given = new Uint8Array(await file.arrayBuffer());
    onFile(file.name, given);
    const found = previewFile(given, settings.format);
    const isKnown = found?.columns.some(({ name }) => name === settings.eventTime) === true;
    // A mapping made for another file's columns would only be in the way.
    onChange({
      ...config,
      path: file.name,
      eventTime: isKnown ? settings.eventTime : (found?.likelyTime ?? ''),
      columns: settings.columns.filter(({ column }) => found?.columns.some(({ name }) => name === column) === true),
    });
  };
  return (
    <section className={styles['file']} aria-label="File">
      <DropZone name={settings.path} size={bytes?.byteLength ?? null} onTake={(file) => void take(file)} />
      {settings.path !== '' && bytes === undefined && (
        <p className={styles['missing']}>
          “{settings.path}” is not on this page: a link carries its name, never its rows. Choose it again.
        </p>
      )}
      {bad.length > 0 && (
        <Rows
          title={`${pluralText(bad.length, 'row')} left out`}
          columns={['line', 'why']}
          rows={bad.map(({ line, reason }) => [line, reason])}
        />
      )}
      {preview !== null && (
        <ColumnMapping
          preview={preview}
          settings={settings}
          onChange={(changed) => onChange({ ...config, ...changed })}
        />
      )}
    </section>
  );
}

function DropZone(props: {
  readonly name: string;
  readonly size: number | null;
  readonly onTake: (file: File) => void;
}) {
  const { name, size, onTake } = props;
  const [isOver, setOver] = useState(false);
  const input = useId();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onTake(file);
  };
  return (
    <label
      htmlFor={input}
      className={styles['drop']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        id={input}
        type="file"
        accept=".csv,.tsv,.jsonl,.ndjson,.json,.txt,text/csv"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) onTake(file);
          // The same file may be chosen again after it was changed on disk.
          event.currentTarget.value = '';
        }}
      />
      {size === null ? (
        <>
          <b>Drop a CSV or JSON file here</b>
          <span>or click to choose one; it stays on this page</span>
        </>
      ) : (
        <>
          <b>{name}</b>
          <span>{bytesText(size)} · drop or click to replace it</span>
        </>
      )}
    </label>
  );
}
