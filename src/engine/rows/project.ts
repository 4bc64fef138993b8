/** Copies of whole records: between a row and a state structure, or from one row to another of other ancestry. */
import type { OperatorInput, OperatorOutput } from '../operator.ts';
import type { ColumnTypes, StateColumn } from '../state/state-column.ts';
import { storageOf } from './column.ts';
import type { FieldReader, FieldWriter } from './field-access.ts';

/** Column types of a state structure that holds an input's records, lineage included; names get the prefix. */
export function columnsFor(input: OperatorInput, prefix = ''): ColumnTypes {
  return Object.fromEntries(input.schema.map((field) => [prefix + field.name, storageOf(field.type)]));
}

/** Every field of an input with where it goes. */
export interface Projection {
  readonly readers: readonly FieldReader[];
  readonly columns: readonly StateColumn[];
}

export function projectInto(input: OperatorInput, columnOf: (name: string) => StateColumn): Projection {
  return {
    readers: input.schema.map((field) => input.carried(field.name)),
    columns: input.schema.map((field) => columnOf(field.name)),
  };
}

export function store({ readers, columns }: Projection, row: number, slot: number): void {
  for (let i = 0; i < readers.length; i++) columns[i].values[slot] = readers[i].read(row);
}

/** Those fields of an input that an output has as well, and how they get there. */
export interface Copy {
  readonly readers: readonly FieldReader[];
  readonly columns: readonly StateColumn[];
  readonly writers: readonly FieldWriter[];
  /** One record's values on their way, for those that go to many rows. */
  readonly values: Float64Array;
}

/** `rename` says what a field of the input is called in the output. */
export function planCopy(
  input: OperatorInput,
  { readers, columns }: Projection,
  output: OperatorOutput,
  rename: (name: string) => string = (name) => name,
): Copy {
  const names = input.schema.map((field) => rename(field.name));
  const places = names.flatMap((name, i) => (output.schema.some((field) => field.name === name) ? [i] : []));
  return {
    readers: places.map((i) => readers[i]),
    columns: places.map((i) => columns[i]),
    writers: places.map((i) => output.writer(names[i])),
    values: new Float64Array(places.length),
  };
}

export function copyRow({ readers, writers }: Copy, from: number, to: number): void {
  for (let i = 0; i < readers.length; i++) writers[i].write(to, readers[i].read(from));
}

export function restoreRow({ columns, writers }: Copy, slot: number, to: number): void {
  for (let i = 0; i < columns.length; i++) writers[i].write(to, columns[i].values[slot]);
}

/** The two halves of {@link copyRow}: reads once what {@link writeValues} then writes into many rows. */
export function readValues({ readers, values }: Copy, from: number): void {
  for (let i = 0; i < readers.length; i++) values[i] = readers[i].read(from);
}

export function writeValues({ writers, values }: Copy, to: number): void {
  for (let i = 0; i < writers.length; i++) writers[i].write(to, values[i]);
}
