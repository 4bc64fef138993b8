/** What every node has whatever its kind: a name of its own, and how many subtasks it runs as. */
import { z } from 'zod';
import { formFields } from '../../operators/form.ts';
import type { PipelineNode } from '../../pipeline/document.ts';
import { setParallelism, titleNode } from '../../pipeline/edits/nodes.ts';
import { documents, useDocuments } from '../stores/documents.ts';
import { showToast } from '../stores/workspace-store.ts';
import { FieldList } from './form/field.tsx';

const MOST_SUBTASKS = 16;

const [name, parallelism] = formFields(
  z.object({
    title: z
      .string()
      .max(80)
      .optional()
      .meta({ title: 'Name', description: 'Said after the kind, on the card and here.' }),
    parallelism: z
      .number()
      .int()
      .min(1)
      .max(MOST_SUBTASKS)
      .optional()
      .meta({ title: 'Parallelism', description: 'Subtasks. Not set: as many as the pipeline’s settings say.' }),
  }),
);

export function NodeIdentity({ node }: { readonly node: PipelineNode }) {
  const usual = useDocuments(({ document }) => document.settings.parallelism);
  if (name === undefined || parallelism === undefined) return null;
  return (
    <FieldList
      key={node.id}
      fields={[name, { ...parallelism, default: usual }]}
      value={{ title: node.title ?? '', ...(node.parallelism === undefined ? {} : { parallelism: node.parallelism }) }}
      path={[]}
      problems={[]}
      suggest={() => []}
      onEnd={documents.actions.endGesture}
      onChange={([field], value) => {
        const [refused] = documents.actions.tryEdit(
          (document) =>
            field === 'title'
              ? titleNode(document, node.id, typeof value === 'string' ? value : '')
              : setParallelism(document, node.id, typeof value === 'number' ? value : null),
          `${String(field)} ${node.id}`,
        );
        if (refused !== undefined) showToast(refused.message, refused.hint);
      }}
    />
  );
}
