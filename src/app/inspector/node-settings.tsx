/** Settings of the selected node: its name and parallelism, what its kind asks, and for a source a record of one's own. */
import { Suspense } from 'react';
import { formFields } from '../../operators/form.ts';
import { operatorInspectors } from '../../operators/views.ts';
import type { PipelineNode } from '../../pipeline/document.ts';
import { setConfig } from '../../pipeline/edits/config.ts';
import { changeNodes } from '../../pipeline/edits/nodes.ts';
import { PictureBoundary } from '../feedback/picture-boundary.tsx';
import { documents, faceOf, useDocuments } from '../stores/documents.ts';
import { FieldList } from './form/field.tsx';
import { InjectForm } from './inject-form.tsx';
import styles from './inspector.module.css';
import { NodeIdentity } from './node-identity.tsx';

export function NodeSettings({ node }: { readonly node: PipelineNode }) {
  const validation = useDocuments((state) => state.validation);
  const files = useDocuments((state) => state.files);
  const face = faceOf(node.kind);
  if (face === undefined)
    return (
      <p className={styles['muted']}>
        This version does not know the kind “{node.kind}”. Remove the node, or open the pipeline in a newer version.
      </p>
    );
  const problems = validation.problems.filter(({ where }) => where === node.id);
  const fields = formFields(face.config);
  const Own = operatorInspectors[node.kind];
  return (
    <>
      <p className={styles['purpose']}>{face.purpose}</p>
      <Problems
        problems={problems.filter(
          ({ field }) => !fields.some(({ name }) => field === name || field.startsWith(`${name}.`)),
        )}
      />
      <NodeIdentity node={node} />
      {Own !== undefined && (
        <PictureBoundary>
          <Suspense fallback={null}>
            <Own
              node={node.id}
              config={node.config}
              fields={fields}
              problems={problems}
              onChange={(config) =>
                documents.actions.edit((document) =>
                  changeNodes(document, (other) => (other.id === node.id ? { ...other, config } : other)),
                )
              }
              files={files}
              onFile={documents.actions.putFile}
            />
          </Suspense>
        </PictureBoundary>
      )}
      <FieldList
        // Another node of the same kind has fields of the same names: what was being typed must not go over to it.
        key={node.id}
        fields={fields}
        value={node.config}
        path={[]}
        problems={problems}
        onChange={(path, value) =>
          documents.actions.edit(
            (document) => setConfig(document, node.id, path, value),
            `config ${node.id} ${path.join('.')}`,
          )
        }
        onEnd={documents.actions.endGesture}
        suggest={(port) => fieldNames(node, port)}
      />
      {face.role === 'source' && <InjectForm key={`inject ${node.id}`} node={node.id} />}
    </>
  );
}

/** Problems that belong to no field of the form: of the node as a whole, of its ports. */
function Problems({
  problems,
}: {
  readonly problems: readonly { readonly field: string; readonly message: string; readonly hint: string }[];
}) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles['problems']}>
      {problems.map((problem) => (
        <li key={`${problem.field} ${problem.message}`}>
          {problem.message} <span>{problem.hint}</span>
        </li>
      ))}
    </ul>
  );
}

/** Fields of the records that reach a port; `input` means the first. */
function fieldNames({ id, kind }: PipelineNode, port: string): readonly string[] {
  const schemas = documents.getState().validation.arriving.get(id) ?? [];
  const place = faceOf(kind)?.inputs.findIndex((input) => input.id === port) ?? -1;
  return schemas[Math.max(0, place)]?.map(({ name }) => name) ?? [];
}
