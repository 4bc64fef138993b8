/** The record behind a mark that was clicked: its fields, its two times, where it came from and where it is going. */
import { X } from 'lucide-react';
import type { RecordView } from '../../run/protocol.ts';
import { clockTime, duration } from '../format.ts';
import { documents } from '../stores/documents.ts';
import { runStore, useRun } from '../stores/hooks.ts';
import styles from './record-panel.module.css';
import { cellText } from './state/cell-text.ts';

export function RecordPanel() {
  const record = useRun((state) => state.record);
  if (record === null) return null;
  return (
    <section className={styles['record']} aria-label="Record">
      <button
        type="button"
        className={styles['close']}
        onClick={runStore.actions.closeRecord}
        aria-label="Close the record"
      >
        <X size={14} aria-hidden="true" />
      </button>
      {record === 'missing' ? (
        <p>This record has moved on since it was drawn. Pause the run, or slow it down, and click again.</p>
      ) : (
        <RecordBody record={record} />
      )}
    </section>
  );
}

function RecordBody({ record }: { readonly record: RecordView }) {
  const startAtMs = useRun(({ plan }) => plan?.startAtMs ?? 0);
  const arrival = startAtMs + record.arrivedAt / 1000;
  const { source } = record;
  return (
    <>
      <h3>
        A record on its way to{' '}
        <button type="button" onClick={() => documents.actions.select([record.node])}>
          {record.node}
        </button>
      </h3>
      <dl className={styles['times']}>
        <Row name="event time" value={clockTime(record.eventTime)} />
        <Row name="arrives, processing time" value={clockTime(arrival)} />
        {Number.isFinite(record.eventTime) && (
          <Row name="between the two" value={duration(arrival - record.eventTime)} />
        )}
        {source !== null && (
          <Row name={`from ${source.node}`} value={`p${source.partition} @ ${source.offset.toLocaleString('en-US')}`} />
        )}
      </dl>
      <dl>
        {Object.entries(record.value).map(([name, value]) => (
          <Row key={name} name={name} value={cellText(value)} />
        ))}
      </dl>
    </>
  );
}

function Row({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
