/** What a file of the user's own opens as: the preset for files, with columns chosen from what its first rows show. */
import type { FilePreview } from '../../operators/file/file-preview.ts';
import type { PipelineDocument } from '../../pipeline/document.ts';
import { setConfig } from '../../pipeline/edits/config.ts';

/** Rows per window are guessed at none: a minute is where the preset starts, and the user's to change. */
export function filePipeline(preset: PipelineDocument, name: string, preview: FilePreview | null): PipelineDocument {
  const { eventTime, key, value } = chooseColumns(preview);
  const settings: readonly (readonly [node: string, field: string, value: string])[] = [
    ['file', 'path', name],
    ['file', 'eventTime', eventTime],
    ['window', 'key', key],
    ['window', 'value', value],
  ];
  return settings.reduce((document, [node, field, chosen]) => setConfig(document, node, [field], chosen), {
    ...preset,
    title: name,
  });
}

/** The likeliest time; the first text as the key; the first number that is neither. Empty where there is none. */
function chooseColumns(preview: FilePreview | null) {
  const columns = preview?.columns ?? [];
  const eventTime = preview?.likelyTime ?? '';
  const others = columns.filter(({ name }) => name !== eventTime);
  const key =
    others.find(({ type }) => type === 'string') ?? others.find(({ type }) => type === 'boolean') ?? others[0];
  const value = others.find(({ name, type }) => name !== key?.name && (type === 'number' || type === 'integer'));
  return { eventTime, key: key?.name ?? '', value: value?.name ?? '' };
}
