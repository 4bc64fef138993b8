/** The state of functions with a broadcast side, and how a case looks at it from outside. */
import type { Dictionary } from '../../../engine/rows/dictionary.ts';
import type { NamedState, OperatorState } from '../../../engine/state/operator-state.ts';
import type { StateTable } from '../../../engine/state/state-table.ts';
import type { FunctionContext, FunctionValue } from './function-context.ts';

/** Flink's BroadcastState from texts to values. Values are stored as JSON: a number is not its text. */
export function broadcastMap({ operator }: FunctionContext, name: string) {
  const table = operator.state.broadcast(name, { json: 'int32' });
  const [json] = table.columns;
  return {
    put(key: string, value: FunctionValue): void {
      const id = operator.textId(key);
      const found = table.find(id, 0);
      const slot = found < 0 ? table.add(id, 0) : found;
      json.values[slot] = operator.textId(JSON.stringify(value));
    },
    entries: () => readMap(table, (id) => operator.text(id)),
  };
}

const LISTS = 'lists';
const ITEMS = 'items';

/** Flink's ListState: a list for each key, in a pool of numbers, which are those of the values' JSON. */
export function keyedLists({ operator }: FunctionContext) {
  const table = operator.state.table(LISTS, { list: 'int32' });
  const items = operator.state.lists(ITEMS);
  const [list] = table.columns;
  return {
    append(value: FunctionValue): void {
      const key = operator.currentKey();
      const found = table.find(key, 0);
      const slot = found < 0 ? table.add(key, 0) : found;
      list.values[slot] = items.append(list.values[slot], operator.textId(JSON.stringify(value)));
    },
  };
}

/** All entries of the broadcast state, whatever its maps are called. */
export function readBroadcastState({ parts }: OperatorState, dictionary: Dictionary): Map<string, unknown> {
  const maps = parts.filter((part) => part.kind === 'table').filter(({ scope }) => scope === 'broadcast');
  return new Map(maps.flatMap(({ table }) => readMap(table, (id) => dictionary.text(id))));
}

/** What `applyToKeyedState` visits: each key's list. */
export function readKeyedLists({ parts }: OperatorState, dictionary: Dictionary): Map<string, readonly unknown[]> {
  const named = (name: string) => (part: NamedState) => part.name === name;
  const lists = parts.find(named(LISTS));
  const items = parts.find(named(ITEMS));
  const found = new Map<string, readonly unknown[]>();
  if (lists?.kind !== 'table' || items?.kind !== 'lists') return found;
  const { table } = lists;
  for (const slot of slots(table)) {
    const list = table.column('list').values[slot];
    const ids = new Float64Array(items.lists.lengthOf(list));
    items.lists.copy(list, ids);
    found.set(
      dictionary.text(table.keys[slot]),
      Array.from(ids, (id) => parseValue(dictionary.text(id))),
    );
  }
  return found;
}

function readMap(table: StateTable, text: (id: number) => string): readonly (readonly [string, unknown])[] {
  const json = table.column('json').values;
  return slots(table).map((slot) => [text(table.keys[slot]), parseValue(text(json[slot]))] as const);
}

function parseValue(json: string): unknown {
  return JSON.parse(json);
}

function slots(table: StateTable): readonly number[] {
  const live: number[] = [];
  table.forEach((slot) => {
    live.push(slot);
  });
  return live;
}
