/** The functions on keyed inputs of Flink's KeyedProcessOperatorTest, KeyedCoProcessOperatorTest and their kin. */
import { type FunctionContext, type NamedFunction, textState } from './function-context.ts';

type Domain = 'event' | 'processing';

const one = ['keyed'] as const;
const two = ['keyed', 'keyed'] as const;

export const keyedFunctions: Readonly<Record<string, NamedFunction>> = {
  'echo-f1-key-f0': echo(one),
  'query-event': query(one, (context) => `TIME:${context.watermarkText()}`),
  'query-processing': query(one, (context) => `TIME:${context.operator.processingTime()}`),
  'co-query-event': query(two, (context) => `WM:${context.watermarkText()}`),
  'co-query-processing': query(two, (context) => `PT:${context.operator.processingTime()}`),
  'timer-event-5': echoThenTimer('event'),
  'timer-processing-5': echoThenTimer('processing'),
  'stateful-event': stateful(one, 'event', () => 'INPUT'),
  'stateful-processing': stateful(one, 'processing', () => 'INPUT'),
  'co-stateful-event': stateful(two, 'event', (input) => `INPUT${input + 1}`),
  'co-stateful-processing': stateful(two, 'processing', (input) => `INPUT${input + 1}`),
  'co-timer-event-5-6': timerPerInput('event', (context) => `${context.key()}:1777`),
  'co-timer-processing-5-6': timerPerInput('processing', () => '1777'),
  'both-timers': bothTimers(one),
  'co-both-timers': bothTimers(two),
  'co-append-key': {
    inputs: two,
    open: (context) => ({
      onRecord: (row, input) => context.emit(`${context.read(row, input)},${context.key()}`),
    }),
  },
  'side-output': {
    inputs: one,
    tags: ['int', 'long'],
    open: (context) => ({
      onRecord(row, input) {
        const value = context.read(row, input);
        context.emit(`IN:${value}`);
        context.emitSide(1, value);
        context.emitSide(2, value);
      },
    }),
  },
  commands: { inputs: one, open: obeyCommands },
};

export function echo(inputs: NamedFunction['inputs']): NamedFunction {
  return { inputs, open: (context) => ({ onRecord: (row, input) => context.emit(context.read(row, input)) }) };
}

function query(inputs: NamedFunction['inputs'], clock: (context: FunctionContext) => string): NamedFunction {
  return {
    inputs,
    open: (context) => ({
      onRecord: (row, input) =>
        context.emit(`${context.read(row, input)}${clock(context)} TS:${context.timestampText()}`),
    }),
  };
}

function echoThenTimer(domain: Domain): NamedFunction {
  return {
    inputs: one,
    open: (context) => ({
      onRecord(row, input) {
        context.emit(context.read(row, input));
        register(context, domain, current(context, domain) + 5);
      },
      onEventTimer: () => context.emit(1777),
      onProcessingTimer: () => context.emit(1777),
    }),
  };
}

function stateful(inputs: NamedFunction['inputs'], domain: Domain, name: (input: number) => string): NamedFunction {
  return {
    inputs,
    open(context) {
      const state = textState(context);
      const onTimer = () => context.emit(`STATE:${state.value()}`);
      return {
        onRecord(row, input) {
          if (state.value() !== null) {
            state.clear();
            unregister(context, domain, current(context, domain) + 4);
            return;
          }
          const value = String(context.read(row, input));
          context.emit(`${name(input)}:${value}`);
          state.update(value);
          register(context, domain, current(context, domain) + 5);
        },
        onEventTimer: onTimer,
        onProcessingTimer: onTimer,
      };
    },
  };
}

function timerPerInput(domain: Domain, text: (context: FunctionContext) => string): NamedFunction {
  return {
    inputs: two,
    open: (context) => ({
      onRecord(row, input) {
        context.emit(`INPUT${input + 1}:${context.read(row, input)}`);
        register(context, domain, input === 0 ? 5 : 6);
      },
      onEventTimer: () => context.emit(text(context)),
      onProcessingTimer: () => context.emit(text(context)),
    }),
  };
}

/** With two inputs each registers and deletes one half of the timers. */
function bothTimers(inputs: NamedFunction['inputs']): NamedFunction {
  const isSplit = inputs.length === 2;
  return {
    inputs,
    open: (context) => ({
      onRecord(_row, input) {
        if (input === 0) {
          register(context, 'processing', 3);
          register(context, 'event', 6);
          unregister(context, 'processing', 3);
        }
        if (input === 1 || !isSplit) {
          register(context, 'event', 4);
          register(context, 'processing', 5);
          unregister(context, 'event', 4);
        }
      },
      onEventTimer: () => context.emit('EVENT:1777'),
      onProcessingTimer: () => context.emit('PROC:1777'),
    }),
  };
}

function obeyCommands(context: FunctionContext): ReturnType<NamedFunction['open']> {
  const state = textState(context);
  const say = (text: string) => context.emit(text, NaN);
  return {
    onRecord(row, input) {
      const [command, argument = ''] = String(context.read(row, input)).split(':');
      if (command === 'SET_STATE') state.update(argument);
      else if (command === 'EMIT_STATE') say(`ON_ELEMENT:${context.key()}:${state.value()}`);
      else if (command === 'SET_EVENT_TIME_TIMER') register(context, 'event', Number(argument));
      else if (command === 'SET_PROC_TIME_TIMER') register(context, 'processing', Number(argument));
      else throw new Error(`no command ${command}`);
    },
    onEventTimer: () => say(`ON_EVENT_TIME:${state.value()}`),
    onProcessingTimer: () => say(`ON_PROC_TIME:${state.value()}`),
  };
}

function current({ operator }: FunctionContext, domain: Domain): number {
  return domain === 'event' ? operator.watermark() : operator.processingTime();
}

export function register({ operator }: FunctionContext, domain: Domain, timestamp: number): void {
  if (domain === 'event') operator.registerEventTimer(timestamp, operator.currentKey(), 0);
  else operator.registerProcessingTimer(timestamp, operator.currentKey(), 0);
}

function unregister({ operator }: FunctionContext, domain: Domain, timestamp: number): void {
  if (domain === 'event') operator.deleteEventTimer(timestamp, operator.currentKey(), 0);
  else operator.deleteProcessingTimer(timestamp, operator.currentKey(), 0);
}
