/**
 * The broadcast state pattern (CoBroadcastWithNonKeyedOperator): every subtask applies every reference record to
 * its own copy, and looks records up in it. Nothing orders the two inputs: a record may pass before the entry
 * that it would have needed.
 */
import type { OperatorLogic } from '../../engine/operator.ts';
import { type ReferenceTable, readReferenceTable } from '../../world/shipfast/reference-tables.ts';
import { openCondition } from '../expression-setting.ts';
import type { LogicInWorld } from '../kind.ts';
import { worldOf } from '../stream-source.ts';
import type { BroadcastStateConfig } from './spec.ts';

export const broadcastStateIn: LogicInWorld<BroadcastStateConfig> = (surroundings) => {
  const tables = new Map<Preload, ReferenceTable>();
  return broadcastStateLogic((name) => {
    const table = tables.get(name) ?? readReferenceTable(worldOf(surroundings), name);
    tables.set(name, table);
    return table;
  });
};

type Preload = Exclude<BroadcastStateConfig['preload'], 'none'>;

const broadcastStateLogic = (tableOf: (name: Preload) => ReferenceTable): OperatorLogic<BroadcastStateConfig> => ({
  open(context, { key, referenceKey, take, flag, deleteWhen, when, preload }) {
    const records = context.input(0);
    const reference = context.input(1);
    const keyField = records.field(key);
    const referenceKeyField = reference.field(referenceKey);
    const taken = take.map(({ field }) => reference.field(field));
    const operation = deleteWhen === '' ? null : reference.field('op');
    const deletes = context.textId(deleteWhen);
    const recordKeys = context.keySpace(keyField.field.type);
    const entryKeys = context.keySpace(referenceKeyField.field.type);
    const columns = Object.fromEntries(take.map(({ as }) => [as, 'float64'] as const));
    const entries = context.state.broadcast('entries', columns, entryKeys);
    const counts = when === 'true' ? null : openCondition(context, when, 1);
    const output = context.output(0);
    const writers = take.map(({ as }) => output.writer(as));
    const flagWriter = output.writer(flag);

    const enrich = (row: number) => {
      const slot = entries.find(recordKeys.keyOf(keyField.read(row)), 0);
      const made = output.derive(row);
      for (let i = 0; i < writers.length; i++)
        writers[i].write(made, slot < 0 ? take[i].default : entries.columns[i].values[slot]);
      flagWriter.write(made, slot < 0 ? 1 : 0);
      output.emit(made);
    };

    const apply = (row: number) => {
      if (counts !== null && !counts(row)) return;
      const entry = entryKeys.keyOf(referenceKeyField.read(row));
      if (operation !== null && operation.read(row) === deletes) {
        const slot = entries.find(entry, 0);
        if (slot >= 0) entries.remove(slot);
        return;
      }
      const slot = entries.findOrAdd(entry, 0);
      for (let i = 0; i < taken.length; i++) {
        const value = taken[i].read(row);
        entries.columns[i].values[slot] = Number.isNaN(value) ? take[i].default : value;
      }
    };

    // A checkpoint, where there is one, takes the place of what is loaded here.
    const loadTable = ({ keys, values }: ReferenceTable) => {
      keys.forEach((name, row) => {
        const slot = entries.findOrAdd(entryKeys.keyOf(context.textId(name)), 0);
        take.forEach(({ field }, i) => {
          entries.columns[i].values[slot] = values[field][row];
        });
      });
    };
    if (preload !== 'none') loadTable(tableOf(preload));

    return {
      onRecord(row, input) {
        if (input === 0) enrich(row);
        else apply(row);
      },
    };
  },
});
