/** The model that a pipeline's predictions come from, as its configuration names it. */
import { z } from 'zod';
import type { PipelineDocument } from '../../../pipeline/document.ts';

const modelSchema = z.object({ model: z.string().min(1) });

export function modelOf(document: PipelineDocument | null): string | null {
  for (const { config } of document?.nodes ?? []) {
    const parsed = modelSchema.safeParse(config);
    if (parsed.success) return parsed.data.model;
  }
  return null;
}
