/** The published schemas: what an editor or another program needs to write a document that will be read. */
import { z } from 'zod';
import type { OperatorFace } from '../operators/kind.ts';
import { DOCUMENT_VERSION, documentSchema } from './document.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** JSON Schema (draft 2020-12) of a pipeline document; the configuration of a node is its kind's own. */
export function documentJsonSchema(): JsonSchema {
  return { ...publish(documentSchema), title: `Tidemark pipeline document, version ${DOCUMENT_VERSION}` };
}

/** JSON Schema of what may stand in `config` of a node of this kind. */
export function configJsonSchema(face: OperatorFace): JsonSchema {
  return { ...publish(face.config), title: `Configuration of ${face.title} (${face.kind})` };
}

/** Unknown fields are problems when a document is read, so the schema forbids them, too. */
function publish(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.type === 'object' && jsonSchema.properties !== undefined)
        jsonSchema.additionalProperties ??= false;
    },
  });
}
