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

/** Writers of the output fields that bear the names of an input's fields, by way of `rename`; null where there is none. */
export function writersFor(
  input: OperatorInput,
  output: OperatorOutput,
  rename: (name: string) => string = (name) => name,
): readonly (FieldWriter | null)[] {
  return input.schema.map((field) => {
    const name = rename(field.name);
    return output.schema.some((candidate) => candidate.name === name) ? output.writer(name) : null;
  });
}

export function copyRow(
  { readers }: Projection,
  writers: readonly (FieldWriter | null)[],
  from: number,
  to: number,
): void {
  for (let i = 0; i < readers.length; i++) writers[i]?.write(to, readers[i].read(from));
}

export function restoreRow(
  { columns }: Projection,
  writers: readonly (FieldWriter | null)[],
  slot: number,
  to: number,
): void {
  for (let i = 0; i < columns.length; i++) writers[i]?.write(to, columns[i].values[slot]);
}
