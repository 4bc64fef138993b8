/** A file as a source with one split: its rows in their order, each offset readable again after a failure. */
import { assert } from '../../base/assert.ts';
import type { EventStream, StreamField } from '../../engine/event-stream.ts';
import type { Schema } from '../../engine/schema.ts';
import type { Files, SourceLogic } from '../kind.ts';
import { streamSchema } from '../stream-source.ts';
import { type FileTable, type ReadTable, readTable } from './file-table.ts';
import type { FileConfig } from './spec.ts';

export const fileSource: SourceLogic<FileConfig> = {
  outputSchemas(config, files) {
    const read = tableOf(config, files);
    if (read.kind === 'table') return { schemas: [fileSchema(read.table.fields, config)], problems: [] };
    const { field, message, hint } = read;
    return { schemas: [], problems: [{ where: '', field, message, hint }] };
  },
  stream(config, { file, startAt }) {
    const read = tableOf(config, file);
    assert(read.kind === 'table', `the file “${config.path}” was validated before it is run`);
    return tableStream(read.table, config.ratePerSecond, startAt);
  },
  timing: ({ outOfOrderness, idleness }) => ({ outOfOrdernessMs: outOfOrderness, idlenessMs: idleness }),
  startAt(config, files) {
    const read = tableOf(config, files);
    if (read.kind === 'refused') return undefined;
    const first = read.table.eventTimes.reduce((least, time) => Math.min(least, time), Infinity);
    return first === Infinity ? undefined : first;
  },
  quarantined(config, files) {
    const read = tableOf(config, files);
    return read.kind === 'table' ? read.table.quarantined : [];
  },
};

function tableStream(
  { fields, columns, eventTimes, arrivals }: FileTable,
  ratePerSecond: number,
  startAt: number,
): EventStream {
  const due = arrivals === null ? null : arrivalMicros(arrivals, startAt);
  return {
    partitions: 1,
    fields,
    length: () => eventTimes.length,
    arrivalMicros: (_partition, offset) =>
      due === null ? Math.floor((offset * 1_000_000) / ratePerSecond) : due[offset],
    read(_partition, offset, out) {
      for (let i = 0; i < columns.length; i++) out[i] = columns[i][offset];
      return eventTimes[offset];
    },
  };
}

/** A row cannot be read before those that stand before it in the file. */
function arrivalMicros(arrivals: Float64Array, startAt: number): Float64Array {
  let latest = 0;
  return arrivals.map((arrival) => {
    latest = Math.max(latest, (arrival - startAt) * 1000);
    return latest;
  });
}

/** Tables by the bytes they were read from: validation, planning and the run's report ask for the same one. */
const known = new WeakMap<Uint8Array, Map<string, ReadTable>>();
const TABLES_KEPT_PER_FILE = 4;

function tableOf(config: FileConfig, files: Files): ReadTable {
  const { path, format, eventTime, arrival, zone, epoch, missing, columns } = config;
  if (path === '')
    return {
      kind: 'refused',
      field: 'path',
      message: 'No file is chosen.',
      hint: 'Drop a CSV or JSON file on the page, or name one.',
    };
  const bytes = files(path);
  if (bytes === undefined)
    return {
      kind: 'refused',
      field: 'path',
      message: `There is no file “${path}” here.`,
      hint: 'Drop it on the page again, or correct its name: a document holds the name of a file, not its content.',
    };
  const settings = { format, eventTime, arrival, zone, epoch, missing, columns };
  const key = JSON.stringify([path, settings]);
  const tables = known.get(bytes) ?? new Map<string, ReadTable>();
  known.set(bytes, tables);
  const table = tables.get(key) ?? readTable(path, bytes, settings);
  tables.delete(key);
  tables.set(key, table);
  for (const oldest of tables.keys()) if (tables.size > TABLES_KEPT_PER_FILE) tables.delete(oldest);
  return table;
}

/** Texts of a file are those of its rows, and no list to choose from. */
function fileSchema(fields: readonly StreamField[], { columns }: FileConfig): Schema {
  const said = new Set(
    columns.filter(({ type }) => type !== 'auto').map(({ column, as }) => (as === '' ? column : as)),
  );
  return streamSchema(fields).map(({ values: _, ...field }) =>
    said.has(field.name) ? field : { ...field, isJudged: true },
  );
}
