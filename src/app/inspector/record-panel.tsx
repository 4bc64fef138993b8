import type { RecordView } from '../../run/protocol.ts';
import { runStore } from '../stores/hooks.ts';
import styles from './inspector.module.css';

/** The record behind a clicked mark: its fields, its times, where it came from and where it is going. */
export function RecordPanel({ record }: { readonly record: RecordView | 'missing' }) {
  return (
    <section className={styles['record']} aria-label="Record">
      <button type="button" onClick={runStore.actions.closeRecord}>
        Close
      </button>
      {record === 'missing' ? (
        <p>This record has moved on. Pause, then click it.</p>
      ) : (
        <>
          <h3>Record on its way to {record.node}</h3>
          <dl>
            {record.source === null ? null : (
              <Row
                name="from"
                value={`${record.source.node} p${record.source.partition}, offset ${record.source.offset}`}
              />
            )}
            <Row
              name="event time"
              value={
                Number.isFinite(record.eventTime) ? new Date(record.eventTime).toISOString().slice(11, 23) : 'none'
              }
            />
            <Row name="arrives at" value={`${(record.arrivedAt / 1e6).toFixed(3)} s`} />
            {Object.entries(record.value).map(([name, value]) => (
              <Row
                key={name}
                name={name}
                value={typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value ?? '–')}
              />
            ))}
          </dl>
        </>
      )}
    </section>
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
