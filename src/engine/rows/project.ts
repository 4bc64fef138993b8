/** Copies of whole records: between a row and a state structure, or from one row to another of other ancestry. */
import type { OperatorInput, OperatorOutput } from '../operator.ts';
import type { ColumnTypes, StateColumn } from '../state/state-column.ts';
import { storageOf } from './column.ts';
import type { FieldWriter } from './field-access.ts';
import { RowReader } from './row-reader.ts';

/** Column types of a state structure that holds an input's records, lineage included; names get the prefix. */
export function columnsFor(input: OperatorInput, prefix = ''): ColumnTypes {
  return Object.fromEntries(input.schema.map((field) => [prefix + field.name, storageOf(field.type)]));
}

/** Every field of an input with where it goes. */
export interface Projection {
  readonly reader: RowReader;
  readonly columns: readonly StateColumn[];
}

export function projectInto(input: OperatorInput, columnOf: (name: string) => StateColumn): Projection {
  return {
    reader: new RowReader(input.schema.map((field) => input.carried(field.name))),
    columns: input.schema.map((field) => columnOf(field.name)),
  };
}

export function store({ reader, columns }: Projection, row: number, slot: number): void {
  reader.read(row);
  const { values } = reader;
  for (let i = 0; i < columns.length; i++) columns[i].values[slot] = values[i];
}

/** Those fields of an input that an output has as well, and how they get there. */
export interface Copy {
  readonly reader: RowReader;
  readonly columns: readonly StateColumn[];
  readonly writers: readonly FieldWriter[];
}

/** `rename` says what a field of the input is called in the output. */
export function planCopy(
  input: OperatorInput,
  { columns }: Projection,
  output: OperatorOutput,
  rename: (name: string) => string = (name) => name,
): Copy {
  const names = input.schema.map((field) => rename(field.name));
  const places = names.flatMap((name, i) => (output.schema.some((field) => field.name === name) ? [i] : []));
  return {
    reader: new RowReader(places.map((i) => input.carried(input.schema[i].name))),
    columns: places.map((i) => columns[i]),
    writers: places.map((i) => output.writer(names[i])),
  };
}

export function copyRow(copy: Copy, from: number, to: number): void {
  copy.reader.read(from);
  writeValues(copy, to);
}

export function restoreRow({ columns, writers }: Copy, slot: number, to: number): void {
  for (let i = 0; i < columns.length; i++) writers[i].write(to, columns[i].values[slot]);
}

/** Writes what {@link Copy.reader} last read: one record may go to many rows. */
export function writeValues({ reader, writers }: Copy, to: number): void {
  const { values } = reader;
  for (let i = 0; i < writers.length; i++) writers[i].write(to, values[i]);
}
