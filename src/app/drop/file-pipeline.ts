/** What a file of the user's own opens as: the preset for files, with columns chosen from what its first rows show. */
import type { FilePreview } from '../../operators/file/file-preview.ts';
import type { PipelineDocument } from '../../pipeline/document.ts';
import { setConfig } from '../../pipeline/edits/config.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const LARGEST_WINDOW = 365 * DAY;
const WINDOW_SIZES = [1, 10, 60, 600, 3600, 21_600].map((seconds) => seconds * SECOND).concat(DAY, 7 * DAY, 30 * DAY);
/** Enough for a window to have something to aggregate, where rows come at even distances. */
const ROWS_PER_WINDOW = 7;
const LEAST_BOUND = 10 * SECOND;

export function filePipeline(preset: PipelineDocument, name: string, preview: FilePreview | null): PipelineDocument {
  const { eventTime, key, value } = chooseColumns(preview);
  const size = WINDOW_SIZES.find((each) => each >= ROWS_PER_WINDOW * (preview?.gapMs ?? 0)) ?? LARGEST_WINDOW;
  const bound = Math.max(LEAST_BOUND, preview?.stepBackMs ?? 0);
  const settings: readonly (readonly [node: string, field: string, value: string | number])[] = [
    ['file', 'path', name],
    ['file', 'eventTime', eventTime],
    ['file', 'outOfOrderness', bound],
    ['window', 'key', key],
    ['window', 'size', size],
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
