/** The functions of Flink's CoBroadcastWithKeyedOperatorTest (bk) and CoBroadcastWithNonKeyedOperatorTest (bn, br). */
import type { StateTable } from '../../../engine/state/state-table.ts';
import type { FunctionContext, NamedFunction } from './function-context.ts';
import { echo, register } from './keyed-functions.ts';

const keyed = ['keyed', 'broadcast'] as const;
const plain = ['plain', 'broadcast'] as const;

const tests = ['test1', 'test2', 'test3'];

export const broadcastFunctions: Readonly<Record<string, NamedFunction>> = {
  'echo-f1-key-f0': echo(keyed),
  'bk-timer-41': {
    inputs: keyed,
    open: (context) => ({
      onRecord(row, input) {
        context.emit(sideText(context, row, input));
        if (input === 0) register(context, 'event', 41);
      },
      onEventTimer: (timestamp) => context.emit(`TIMER:${timestamp}`),
    }),
  },
  'br-side-output': {
    inputs: plain,
    tags: ['br-out', 'non-br-out'],
    open: (context) => ({
      onRecord: (row, input) => context.emitSide(input === 1 ? 1 : 2, sideText(context, row, input)),
    }),
  },
  'bn-state': {
    inputs: plain,
    open(context) {
      const state = broadcastMap(context, 'state');
      return {
        onRecord(row, input) {
          const value = String(context.read(row, input));
          if (input === 1) for (const test of tests) state.put(test, value);
          context.emit(`${value}WM:${context.watermarkText()} TS:${context.timestampText()}`);
        },
      };
    },
  },
  'bn-two-states': {
    inputs: plain,
    open(context) {
      const first = broadcastMap(context, 'first');
      const second = broadcastMap(context, 'second');
      return {
        onRecord(row, input) {
          const value = String(context.read(row, input));
          if (input === 1) {
            first.put(`key.${value}`, value);
            second.put(value, `value.${value}`);
            return;
          }
          for (const state of [first, second])
            for (const [key, of] of state.entries()) context.emit(`${value}:${key}->${of}`);
        },
      };
    },
  },
  'broadcast-put-3-keys': {
    inputs: plain,
    open(context) {
      const state = broadcastMap(context, 'state');
      return {
        onRecord(row, input) {
          if (input === 1) for (const test of tests) state.put(test, String(context.read(row, input)));
          else for (const [key, value] of state.entries()) context.emit(`${key}=${value}`);
        },
      };
    },
  },
};

function sideText(context: FunctionContext, row: number, input: number): string {
  const side = input === 1 ? 'BR' : 'NON-BR';
  return `${side}:${context.read(row, input)} WM:${context.watermarkText()} TS:${context.timestampText()}`;
}

/** Flink's BroadcastState of texts. */
function broadcastMap({ operator }: FunctionContext, name: string) {
  const table = operator.state.broadcast(name, { text: 'int32' });
  const [texts] = table.columns;
  return {
    put(key: string, text: string): void {
      const id = operator.textId(key);
      const found = table.find(id, 0);
      const slot = found < 0 ? table.add(id, 0) : found;
      texts.values[slot] = operator.textId(text);
    },
    entries(): readonly (readonly [string, string])[] {
      return slots(table).map((slot) => [operator.text(table.keys[slot]), operator.text(texts.values[slot])] as const);
    },
  };
}

function slots(table: StateTable): readonly number[] {
  const live: number[] = [];
  table.forEach((slot) => {
    live.push(slot);
  });
  return live;
}
