import { formFields } from '../../operators/form.ts';
import { settingsSchema } from '../../pipeline/document.ts';
import { setSettings } from '../../pipeline/edits/config.ts';
import { documents, useDocuments } from '../stores/documents.ts';
import { showToast } from '../stores/workspace-store.ts';
import { FieldList } from './field-list.tsx';
import styles from './inspector.module.css';

const fields = formFields(settingsSchema);

/** What holds for the whole job: checkpoints, restarts, parallelism, the seed of its world. */
export function PipelineSettings() {
  const settings = useDocuments(({ document }) => document.settings);
  const problems = useDocuments(({ validation }) => validation.problems);
  const change = (path: readonly (string | number)[], value: unknown) => {
    const [refused] = documents.actions.tryEdit(
      (document) => setSettings(document, path, value),
      `settings ${path.join('.')}`,
    );
    if (refused !== undefined) showToast(refused.message, refused.hint);
  };
  return (
    <>
      <p className={styles['about']}>Nothing selected</p>
      <h2 className={styles['title']}>Pipeline settings</h2>
      {problems.length === 0 ? null : (
        <ul className={styles['problems']}>
          {problems.map((problem) => (
            <li key={`${problem.where} ${problem.field} ${problem.message}`}>
              <b>{problem.where}</b> {problem.message} <span>{problem.hint}</span>
            </li>
          ))}
        </ul>
      )}
      <FieldList fields={fields} values={settings} path={[]} problems={[]} onChange={change} />
    </>
  );
}
