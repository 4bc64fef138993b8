/** The beginning of a file for whoever maps its columns: names, what their values look like, and which may be times. */
import type { FieldType } from '../../engine/schema.ts';
import { decodeBytes } from './decode-bytes.ts';
import { type FileFormat, whyNoTable } from './detect-dialect.ts';
import { openRows } from './file-table.ts';
import { inferType } from './infer-types.ts';
import { readTime, type TimeRules } from './read-times.ts';
import { findTimeZone } from './time-zone.ts';

export interface PreviewColumn {
  readonly name: string;
  /** Judged by the first rows alone: the whole file may tell otherwise. */
  readonly type: FieldType;
  readonly samples: readonly string[];
  /** Nearly all of the samples can be read as times, bare numbers from 1970 on included: a bad one is a bad row. */
  readonly mayBeTime: boolean;
}

export interface FilePreview {
  readonly columns: readonly PreviewColumn[];
  /** The column that most likely says when a row happened; null if none can. */
  readonly likelyTime: string | null;
  /** Of the likely times, ms: the median distance of two that follow, and the furthest step back. */
  readonly gapMs: number;
  readonly stepBackMs: number;
}

const BYTES = 65_536;
const ROWS = 50;

/** Null where the bytes are no table. Only the first {@link ROWS} rows are looked at. */
export function previewFile(bytes: Uint8Array, format: FileFormat): FilePreview | null {
  const head = bytes.subarray(0, BYTES);
  const decoded = decodeBytes(head);
  if (whyNoTable(head, decoded) !== null) return null;
  const rows = openRows(decoded, format);
  if (rows.header !== null) return null;
  const samples: string[][] = [];
  let read = 0;
  // The last row of a file that is cut off may be half of one.
  for (let row = rows.next(); row !== null && read < ROWS; row = rows.next(), read++) {
    if (row.fault !== null) continue;
    row.fields.forEach((field, at) => {
      samples[at] ??= [];
      if (field !== null && field !== '') samples[at].push(field);
    });
  }
  const zone = findTimeZone('UTC');
  if (zone === null) return null;
  const rules = { zone, unit: 'auto' } as const;
  const columns = rows.names.map((name, at): PreviewColumn => {
    const texts = samples[at] ?? [];
    return {
      name,
      type: texts.length === 0 ? 'string' : inferType(texts, false, rules),
      samples: texts.slice(0, 3),
      mayBeTime: areMostlyTimes(texts, rules),
    };
  });
  const likely = likelyTime(columns);
  const texts = samples[columns.findIndex(({ name }) => name === likely)] ?? [];
  const times = texts.map((text) => readTime(text, rules)).filter((time) => typeof time === 'number');
  return { columns, likelyTime: likely, ...spacing(times) };
}

function spacing(times: readonly number[]): Pick<FilePreview, 'gapMs' | 'stepBackMs'> {
  const steps = times.slice(1).map((time, at) => time - times[at]);
  const gaps = steps.map(Math.abs).sort((a, b) => a - b);
  return { gapMs: gaps[gaps.length >> 1] ?? 0, stepBackMs: Math.max(0, ...steps.map((step) => -step)) };
}

function areMostlyTimes(texts: readonly string[], rules: TimeRules): boolean {
  const times = texts.filter((text) => typeof readTime(text, rules) === 'number');
  return texts.length > 0 && times.length >= 0.8 * texts.length;
}

/** Written-out times first, then numbers under a name that speaks of time. */
function likelyTime(columns: readonly PreviewColumn[]): string | null {
  const written = columns.filter(({ type, mayBeTime }) => type === 'time' || (type === 'string' && mayBeTime));
  const named = columns.filter(({ name, mayBeTime }) => mayBeTime && TIME_NAME.test(name));
  return (written.find(({ name }) => TIME_NAME.test(name)) ?? written[0] ?? named[0])?.name ?? null;
}

const TIME_NAME = /time|date|_at$|(^|_)ts($|_)/i;

export interface ColumnSetting {
  readonly column: string;
  readonly as: string;
  readonly type: string;
}

/** The list of columns with one of them changed; a column that is as the file says needs no entry. */
export function setColumn(columns: readonly ColumnSetting[], changed: ColumnSetting): readonly ColumnSetting[] {
  const others = columns.filter(({ column }) => column !== changed.column);
  return changed.as === '' && changed.type === 'auto' ? others : [...others, changed];
}
