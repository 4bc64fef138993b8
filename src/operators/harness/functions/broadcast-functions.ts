/** The functions of Flink's CoBroadcastWithKeyedOperatorTest (bk) and CoBroadcastWithNonKeyedOperatorTest (bn, br). */
import { broadcastMap, keyedLists } from './broadcast-states.ts';
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
  'bk-list-state': {
    inputs: keyed,
    open(context) {
      const lists = keyedLists(context);
      return {
        onRecord(row, input) {
          if (input === 0) lists.append(context.read(row, input));
        },
      };
    },
  },
  'bk-state-timer-41': {
    inputs: keyed,
    open(context) {
      const state = broadcastMap(context, 'state');
      return {
        onRecord(row, input) {
          const value = context.read(row, input);
          if (input === 1) state.put(`${value}.key`, value);
          else register(context, 'event', 41);
        },
        onEventTimer: (timer) => context.emit({ timer, state: Object.fromEntries(state.entries()) }),
      };
    },
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
          const value = context.read(row, input);
          if (input === 1) for (const test of tests) state.put(test, value);
          context.emit(`${value}WM:${context.watermarkText()} TS:${sideTimestampText(context, input)}`);
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
          if (input === 1) for (const test of tests) state.put(test, context.read(row, input));
          else for (const [key, value] of state.entries()) context.emit(`${key}=${value}`);
        },
      };
    },
  },
};

function sideText(context: FunctionContext, row: number, input: number): string {
  const side = input === 1 ? 'BR' : 'NON-BR';
  const value = context.read(row, input);
  return `${side}:${value} WM:${context.watermarkText()} TS:${sideTimestampText(context, input)}`;
}

/** Of an element without a timestamp the broadcast side sees MIN and the other side null, keyed or not. */
function sideTimestampText(context: FunctionContext, input: number): string {
  return input === 1 ? context.broadcastTimestampText() : context.timestampText();
}
