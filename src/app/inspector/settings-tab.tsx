import { Suspense } from 'react';
import { formFields } from '../../operators/form.ts';
import { operatorInspectors } from '../../operators/views.ts';
import type { PipelineNode } from '../../pipeline/document.ts';
import { setConfig } from '../../pipeline/edits/config.ts';
import { documents, faceOf, useDocuments } from '../stores/documents.ts';
import { FieldList } from './field-list.tsx';
import styles from './inspector.module.css';

/** The form of a node's configuration, made from its schema; a kind may bring one of its own above it. */
export function SettingsTab({ node }: { readonly node: PipelineNode }) {
  const problems = useDocuments(({ validation }) => validation.problems).filter(({ where }) => where === node.id);
  const files = useDocuments((state) => state.files);
  const face = faceOf(node.kind);
  if (face === undefined) return null;
  const fields = formFields(face.config);
  const Own = operatorInspectors[node.kind];
  const change = (path: readonly (string | number)[], value: unknown) =>
    documents.actions.edit(
      (document) => setConfig(document, node.id, path, value),
      `config ${node.id} ${path.join('.')}`,
    );
  return (
    <>
      <p className={styles['purpose']}>{face.purpose}</p>
      {Own === undefined ? null : (
        <Suspense fallback={null}>
          <Own
            node={node.id}
            config={node.config}
            fields={fields}
            problems={problems}
            onChange={(config) =>
              documents.actions.edit((document) => ({
                ...document,
                nodes: document.nodes.map((each) => (each.id === node.id ? { ...each, config } : each)),
              }))
            }
            files={files}
            onFile={documents.actions.putFile}
          />
        </Suspense>
      )}
      <FieldList fields={fields} values={node.config} path={[]} problems={problems} onChange={change} />
    </>
  );
}
