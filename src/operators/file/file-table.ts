/**
 * A whole file as typed columns, with the rows that could not be used and why. A bad row never spoils the others and
 * is never left out without a word; a file that is no table at all is refused.
 */
import type { StreamField } from '../../engine/event-stream.ts';
import type { QuarantinedRow } from '../kind.ts';
import { ColumnBuilder } from './column-builder.ts';
import { type DecodedText, decodeBytes, isReadable } from './decode-bytes.ts';
import { detectDelimiter, detectFormat, type FileFormat, whyNoHeader, whyNoTable } from './detect-dialect.ts';
import { declaredType } from './infer-types.ts';
import { JsonLines, JsonListElements } from './json-pieces.ts';
import { excerpt, MOST_COLUMNS, type RawRow } from './raw-row.ts';
import { CsvReader } from './read-csv.ts';
import { JsonReader } from './read-json.ts';
import { readTime, type TimeRules } from './read-times.ts';
import type { ColumnType, EpochUnit } from './spec.ts';
import { findTimeZone } from './time-zone.ts';

export interface TableSettings {
  readonly format: FileFormat;
  readonly eventTime: string;
  readonly arrival: string;
  readonly zone: string;
  readonly epoch: EpochUnit;
  readonly missing: readonly string[];
  readonly columns: readonly { readonly column: string; readonly as: string; readonly type: ColumnType }[];
}

export interface FileTable {
  readonly fields: readonly StreamField[];
  readonly columns: readonly Float64Array[];
  /** Epoch ms, per good row. */
  readonly eventTimes: Float64Array;
  /** Epoch ms, per good row; null unless a column says when rows arrive. */
  readonly arrivals: Float64Array | null;
  readonly quarantined: readonly QuarantinedRow[];
}

export type ReadTable =
  | { readonly kind: 'table'; readonly table: FileTable }
  | { readonly kind: 'refused'; readonly field: string; readonly message: string; readonly hint: string };

export function readTable(name: string, bytes: Uint8Array, settings: TableSettings): ReadTable {
  const zone = findTimeZone(settings.zone);
  if (zone === null)
    return refuse('zone', `“${settings.zone}” is no time zone.`, 'Examples: UTC, +02:00, America/New_York.');
  const decoded = decodeBytes(bytes);
  const why = whyNoTable(bytes, decoded);
  if (why !== null)
    return refuse(
      'path',
      `The file “${name}” ${why}.`,
      'A table is wanted: CSV with a header, or JSON objects, one per line or in one list.',
    );
  const rules = { zone, unit: settings.epoch };
  const source = openRows(decoded, settings.format);
  if (source.header !== null)
    return refuse(
      'path',
      `The file “${name}” has no header: ${source.header}.`,
      'The first row must name the columns.',
    );
  return new TableReader(source, decoded, settings, rules).read();
}

export interface Rows {
  /** Grows while a file of JSON is read. */
  readonly names: readonly string[];
  /** Whether every row must have as many fields as there are names. */
  readonly isFixed: boolean;
  /** What is wrong with the header; null if nothing. */
  readonly header: string | null;
  next(): RawRow | null;
}

/** The rows of a decoded file, and what its columns are called. */
export function openRows(decoded: DecodedText, format: FileFormat): Rows {
  const { text } = decoded;
  const found = detectFormat(format, text);
  if (found !== 'csv') {
    const reader = new JsonReader(found === 'jsonl' ? new JsonLines(text) : new JsonListElements(text));
    return { names: reader.names, isFixed: false, header: null, next: () => reader.next() };
  }
  const reader = new CsvReader(text, detectDelimiter(text));
  const first = firstFilled(reader);
  const names = uniqueNames((first?.fields ?? []).map((field) => field ?? ''));
  const fault =
    first?.fault ??
    whyNoHeader(names) ??
    (names.length > MOST_COLUMNS ? `its first row has more than ${MOST_COLUMNS} fields` : null);
  return { names, isFixed: true, header: fault, next: () => reader.next() };
}

/** The header is the first row that is no empty line. */
function firstFilled(reader: CsvReader): RawRow | null {
  let row = reader.next();
  while (row !== null && row.fields.length === 1 && row.fields[0] === '') row = reader.next();
  return row;
}

/** Empty names become `column_3`, names that come again `speed_2`; a name begins with no `@`, which is the engine's. */
function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((written, index) => {
    const trimmed = written.trim().replace(/^@+/, '');
    const base = trimmed === '' || trimmed === '__proto__' ? `column_${index + 1}` : trimmed;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}_${n}`;
    taken.add(name);
    return name;
  });
}

class TableReader {
  private readonly rows: Rows;
  private readonly settings: TableSettings;
  private readonly rules: TimeRules;
  private readonly missing: ReadonlySet<string>;
  private readonly mayBeUnreadable: boolean;
  private readonly mayHaveNul: boolean;
  private readonly columns: ColumnBuilder[] = [];
  private readonly eventTimes: number[] = [];
  private readonly arrivals: number[] = [];
  private readonly quarantined: QuarantinedRow[] = [];

  constructor(rows: Rows, decoded: DecodedText, settings: TableSettings, rules: TimeRules) {
    this.rows = rows;
    this.settings = settings;
    this.rules = rules;
    this.missing = new Set(settings.missing);
    this.mayBeUnreadable = decoded.hasUnreadable || (!rows.isFixed && /\\u[dD][89a-fA-F]/.test(decoded.text));
    this.mayHaveNul = decoded.text.includes('\0') || (!rows.isFixed && decoded.text.includes('\\u0000'));
  }

  read(): ReadTable {
    if (this.rows.isFixed) {
      const refusal = this.checkSettings();
      if (refusal !== null) return refusal;
    }
    for (let row = this.rows.next(); row !== null; row = this.rows.next()) {
      const reason = this.take(row);
      if (reason !== null) this.quarantined.push({ line: row.line, reason });
    }
    // The columns of a file of JSON are known at its end only.
    const refusal = this.checkSettings();
    if (refusal !== null) return refusal;
    const names = this.outputNames();
    this.growColumns();
    const built = this.columns.map((column, i) => column.build(names[i]));
    return {
      kind: 'table',
      table: {
        fields: built.map(({ field }) => field),
        columns: built.map(({ values }) => values),
        eventTimes: Float64Array.from(this.eventTimes),
        arrivals: this.settings.arrival === '' ? null : Float64Array.from(this.arrivals),
        quarantined: this.quarantined,
      },
    };
  }

  /** Keeps a row, or says why it is bad. */
  private take(row: RawRow): string | null {
    const { fields } = row;
    if (row.fault !== null) return row.fault;
    const width = this.rows.names.length;
    if (this.rows.isFixed && fields.length !== width) return wrongCount(fields, width);
    if (this.mayHaveNul && fields.some((field) => field?.includes('\0'))) return 'a NUL character';
    if (this.mayBeUnreadable && !fields.every((field) => field === null || isReadable(field)))
      return 'bytes that are no valid text in the encoding of the file (UTF-8 unless it says otherwise)';
    this.growColumns();
    const eventTime = this.timeIn(fields, this.settings.eventTime);
    if (typeof eventTime === 'string') return eventTime;
    const arrival = this.settings.arrival === '' ? NaN : this.timeIn(fields, this.settings.arrival);
    if (typeof arrival === 'string') return arrival;
    const misfit = this.columns.findIndex((column, i) => !this.isMissing(fields[i]) && !column.fits(fields[i] ?? ''));
    if (misfit >= 0)
      return `${excerpt(fields[misfit] ?? '')} in “${this.rows.names[misfit]}” is not of the type set for that column`;
    for (let i = 0; i < this.columns.length; i++) {
      this.columns[i].add(this.isMissing(fields[i]) ? null : fields[i], row.isText?.[i] === true);
    }
    this.eventTimes.push(eventTime);
    this.arrivals.push(arrival);
    return null;
  }

  private timeIn(fields: RawRow['fields'], column: string): number | string {
    const field = fields[this.indexOf(column)];
    if (field === undefined || field === null || this.isMissing(field)) return `no time in “${column}”`;
    const time = readTime(field, this.rules);
    return typeof time === 'number' ? time : `${excerpt(field)} in “${column}” ${time}`;
  }

  private isMissing(field: string | null | undefined): boolean {
    return field === null || field === undefined || this.missing.has(field) || this.missing.has(field.trim());
  }

  /** By its name in the file, or the name that the mapping gives it. */
  private indexOf(column: string): number {
    const index = this.rows.names.indexOf(column);
    if (index >= 0) return index;
    const mapped = column === '' ? undefined : this.settings.columns.find(({ as }) => as === column);
    return mapped === undefined ? -1 : this.rows.names.indexOf(mapped.column);
  }

  private growColumns(): void {
    const { names } = this.rows;
    while (this.columns.length < names.length) {
      const index = this.columns.length;
      const set = this.settings.columns.find(({ column }) => column === names[index]);
      const isTime = index === this.indexOf(this.settings.eventTime) || index === this.indexOf(this.settings.arrival);
      const column = new ColumnBuilder(isTime ? 'time' : declaredType(set?.type ?? 'auto'), this.rules);
      column.addMissing(this.eventTimes.length);
      this.columns.push(column);
    }
  }

  private outputNames(): readonly string[] {
    return uniqueNames(
      this.rows.names.map(
        (name) => this.settings.columns.find(({ column, as }) => column === name && as !== '')?.as ?? name,
      ),
    );
  }

  private checkSettings(): ReadTable | null {
    const { eventTime, arrival, columns } = this.settings;
    const { names } = this.rows;
    const hint = `The columns are: ${names.slice(0, 40).join(', ')}${names.length > 40 ? ', …' : ''}.`;
    // A file of JSON without one readable row has no columns to choose from: its bad rows are the answer.
    if (names.length === 0 && this.quarantined.length > 0) return null;
    if (eventTime === '') return refuse('eventTime', 'No column is chosen that says when each row happened.', hint);
    if (this.indexOf(eventTime) < 0)
      return refuse(
        'eventTime',
        `There is no column “${eventTime}”.`,
        this.rows.isFixed ? `${hint} The first row of a CSV must name its columns.` : hint,
      );
    if (arrival !== '' && this.indexOf(arrival) < 0) return refuse('arrival', `There is no column “${arrival}”.`, hint);
    const unknown = columns.findIndex(({ column }) => !names.includes(column));
    return unknown < 0
      ? null
      : refuse(`columns.${unknown}.column`, `There is no column “${columns[unknown].column}”.`, hint);
  }
}

function wrongCount(fields: RawRow['fields'], width: number): string {
  if (fields.length === 1 && fields[0] === '') return 'the line is empty';
  return `${fields.length} field${fields.length === 1 ? '' : 's'} instead of ${width}`;
}

function refuse(field: string, message: string, hint: string): ReadTable {
  return { kind: 'refused', field, message, hint };
}
