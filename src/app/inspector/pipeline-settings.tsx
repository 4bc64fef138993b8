/** What holds for the whole job, shown while nothing is selected: checkpoints, restarts, parallelism, the seed of its world. */
import { formFields } from '../../operators/form.ts';
import { settingsSchema } from '../../pipeline/document.ts';
import { setSettings } from '../../pipeline/edits/config.ts';
import { documents, useDocuments } from '../stores/documents.ts';
import { useRun } from '../stores/hooks.ts';
import { showToast } from '../stores/workspace-store.ts';
import { FieldList } from './form/field.tsx';
import styles from './inspector.module.css';

const fields = formFields(settingsSchema);

export function PipelineSettings() {
  const settings = useDocuments(({ document }) => document.settings);
  return (
    <div className={styles['scroll']}>
      <p className={styles['about']}>Nothing selected</p>
      <h2 className={styles['title']}>Pipeline</h2>
      <PipelineProblems />
      <FieldList
        fields={fields}
        value={settings}
        path={[]}
        problems={[]}
        suggest={() => []}
        onEnd={documents.actions.endGesture}
        onChange={(path, value) => {
          const [refused] = documents.actions.tryEdit(
            (document) => setSettings(document, path, value),
            `settings ${path.join('.')}`,
          );
          if (refused !== undefined) showToast(refused.message, refused.hint);
        }}
      />
    </div>
  );
}

/** Everything that keeps the pipeline from running, each with a way to where it is. */
function PipelineProblems() {
  const drawn = useDocuments(({ validation }) => validation.problems);
  const refused = useRun((state) => state.problems);
  const ids = useDocuments(({ document }) => document.nodes);
  const problems = drawn.length > 0 ? drawn : refused;
  if (problems.length === 0) return null;
  return (
    <ul className={styles['problems']} aria-label="Problems">
      {problems.map((problem) => (
        <li key={`${problem.where} ${problem.field} ${problem.message}`}>
          {ids.some(({ id }) => id === problem.where) && (
            <button type="button" onClick={() => documents.actions.select([problem.where])}>
              {problem.where}
            </button>
          )}{' '}
          {problem.message} <span>{problem.hint}</span>
        </li>
      ))}
    </ul>
  );
}
