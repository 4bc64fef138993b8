/** Puts records of one's own into a source, at the playhead. */
import { Send } from 'lucide-react';
import { useState } from 'react';
import type { Schema } from '../../engine/schema.ts';
import { addIntervention } from '../../pipeline/edits/interventions.ts';
import { count } from '../format.ts';
import { documents, useDocuments } from '../stores/documents.ts';
import { runStore, useRun } from '../stores/hooks.ts';
import { announce, showToast } from '../stores/workspace-store.ts';
import { readFields } from './inject-fields.ts';
import styles from './inject-form.module.css';

const NO_SCHEMA: Schema = [];
const MOST_RECORDS = 1000;

export function InjectForm({ node }: { readonly node: string }) {
  const splits = useRun(({ plan }) => plan?.nodes.find(({ id }) => id === node)?.splits);
  const schema =
    useDocuments(({ validation }) => validation.plan?.nodes.find(({ id }) => id === node)?.outputs[0]?.schema) ??
    NO_SCHEMA;
  const [split, setSplit] = useState('');
  const [ageSeconds, setAge] = useState('0');
  const [amount, setAmount] = useState('1');
  const [written, setWritten] = useState<Readonly<Record<string, string>>>({});
  if (splits === undefined || splits.length === 0) return null;

  const inject = (): void => {
    const { fields, problem } = readFields(schema, written);
    const frame = runStore.live.latest();
    const plan = runStore.getState().plan;
    if (problem !== null) return showToast(problem);
    if (frame === null || plan === null) return;
    const at = Math.round(frame.at);
    const eventTime = plan.startAtMs + at / 1000 - Number(ageSeconds) * 1000;
    const records = Number(amount);
    const [refused] = documents.actions.tryEdit((document) =>
      addIntervention(document, {
        kind: 'inject',
        target: `${node}/${split === '' ? splits[0] : split}`,
        at,
        eventTime,
        count: records,
        everyMs: 0,
        fields,
      }),
    );
    if (refused !== undefined) return showToast(refused.message, refused.hint);
    announce(`${count(records, 'record')} injected at the playhead.`);
  };

  return (
    <form
      className={styles['form']}
      aria-label="Inject a record"
      onSubmit={(event) => {
        event.preventDefault();
        inject();
      }}
    >
      <h3>Inject a record</h3>
      <p>Into this source, at the playhead. A field that is left empty is that of the partition’s next record.</p>
      <div className={styles['grid']}>
        <label>
          <span>Partition</span>
          <select value={split} onChange={(event) => setSplit(event.target.value)}>
            {splits.map((name, index) => (
              <option key={name} value={index === 0 ? '' : name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Event time, seconds ago</span>
          <input
            inputMode="decimal"
            required
            pattern="-?\d+(\.\d+)?"
            value={ageSeconds}
            onChange={(event) => setAge(event.target.value)}
          />
        </label>
        <label>
          <span>How many</span>
          <input
            type="number"
            required
            min={1}
            max={MOST_RECORDS}
            step={1}
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
        </label>
      </div>
      <details>
        <summary>Its fields ({schema.length})</summary>
        <div className={styles['grid']}>
          {schema.map((field) => (
            <label key={field.name}>
              <span>
                {field.name}
                <i>{field.unit ?? field.type}</i>
              </span>
              <input
                placeholder="next record’s"
                value={written[field.name] ?? ''}
                onChange={(event) => setWritten({ ...written, [field.name]: event.target.value })}
              />
            </label>
          ))}
        </div>
      </details>
      <button type="submit">
        <Send size={13} aria-hidden="true" /> Inject at the playhead
      </button>
    </form>
  );
}
