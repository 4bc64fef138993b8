/**
 * The broadcast state pattern (CoBroadcastWithNonKeyedOperator): every subtask applies every reference record to
 * its own copy, and looks records up in it. Nothing orders the two inputs: a record may pass before the entry
 * that it would have needed.
 */
import type { OperatorLogic } from '../../engine/operator.ts';
import type { BroadcastStateConfig } from './spec.ts';

export const broadcastStateLogic: OperatorLogic<BroadcastStateConfig> = {
  open(context, { key, referenceKey, take, flag, deleteWhen }) {
    const records = context.input(0);
    const reference = context.input(1);
    const keyField = records.field(key);
    const referenceKeyField = reference.field(referenceKey);
    const taken = take.map(({ field }) => reference.field(field));
    const operation = deleteWhen === '' ? null : reference.field('op');
    const deletes = context.textId(deleteWhen);
    const entries = context.state.broadcast('entries', Object.fromEntries(take.map(({ as }) => [as, 'float64'])));
    const output = context.output(0);
    const writers = take.map(({ as }) => output.writer(as));
    const flagWriter = output.writer(flag);

    const enrich = (row: number) => {
      const slot = entries.find(keyField.read(row), 0);
      const made = output.derive(row);
      for (let i = 0; i < writers.length; i++)
        writers[i].write(made, slot < 0 ? take[i].default : entries.columns[i].values[slot]);
      flagWriter.write(made, slot < 0 ? 1 : 0);
      output.emit(made);
    };

    const apply = (row: number) => {
      const entry = referenceKeyField.read(row);
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

    return {
      onRecord(row, input) {
        if (input === 0) enrich(row);
        else apply(row);
      },
    };
  },
};
