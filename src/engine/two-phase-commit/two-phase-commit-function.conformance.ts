import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  caseTime,
  type Disagreement,
  expectFailure,
  expectSame,
  expectSameInAnyOrder,
  runSteps,
} from '../../base/case-outcome.ts';
import {
  type TransactionClient,
  TwoPhaseCommitFunction,
  type TwoPhaseCommitState,
} from './two-phase-commit-function.ts';

const error = z.string().optional();

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('element'), value: z.string(), error }),
    z.strictObject({ op: z.literal('snapshot'), checkpoint: z.int(), name: z.string().optional(), error }),
    z.strictObject({ op: z.literal('notifyComplete'), checkpoint: z.int(), error }),
    z.strictObject({ op: z.literal('finish') }),
    z.strictObject({ op: z.literal('close') }),
    z.strictObject({ op: z.literal('crash') }),
    z.strictObject({ op: z.literal('restore'), from: z.string(), error }),
    z.strictObject({ op: z.literal('time'), now: z.number() }),
    z.strictObject({ op: z.literal('commitThrows'), value: z.boolean() }),
    z.strictObject({ op: z.literal('expectVisible'), values: z.array(z.string()) }),
    z.strictObject({ op: z.literal('expectUncommitted'), transactions: z.int() }),
    z.strictObject({ op: z.literal('expectAborted'), count: z.int() }),
  ]),
);

const config = z.strictObject({
  transactionTimeout: caseTime.default(Number.POSITIVE_INFINITY),
  ignoreFailuresAfterTransactionTimeout: z.boolean().default(false),
});

type Step = z.infer<typeof steps>[number];

/** Area `two-phase-commit-function`: the function over a store that outlives its crashes. */
export const runTwoPhaseCommitFunction = caseRunner(
  z.strictObject({ ...caseFields, config, steps }),
  ({ config, steps }) => {
    const run = new TwoPhaseCommitRun(config);
    return runSteps(steps, (step) => run.step(step));
  },
);

class TwoPhaseCommitRun {
  readonly #store = new TransactionStore();
  readonly #settings: { transactionTimeoutMs: number; ignoresFailuresAfterTimeout: boolean };
  readonly #snapshots = new Map<string, TwoPhaseCommitState<number>>();
  #now = 0;
  #sink: TwoPhaseCommitFunction<number, string>;

  constructor(settings: z.infer<typeof config>) {
    this.#settings = {
      transactionTimeoutMs: settings.transactionTimeout,
      ignoresFailuresAfterTimeout: settings.ignoreFailuresAfterTransactionTimeout,
    };
    this.#sink = this.#start([]);
  }

  step(step: Step): Disagreement {
    switch (step.op) {
      case 'element':
        return expectFailure(step.error, () => this.#sink.invoke(step.value));
      case 'snapshot':
        this.#store.isWritable = step.error !== storageFailure;
        return expectFailure(step.error, () => {
          const state = this.#sink.snapshotState(step.checkpoint, this.#now);
          if (step.name !== undefined) this.#snapshots.set(step.name, state);
        });
      case 'notifyComplete':
        return expectFailure(step.error, () => this.#sink.notifyCheckpointComplete(step.checkpoint));
      case 'finish':
        this.#sink.finish();
        return null;
      case 'close':
        this.#sink.close();
        return null;
      case 'crash':
        this.#store.isWritable = true;
        return null;
      case 'restore': {
        const state = this.#snapshots.get(step.from);
        this.#store.aborted = 0;
        return expectFailure(step.error, () => {
          this.#sink = this.#start(state === undefined ? [] : [state]);
        });
      }
      case 'time':
        this.#now = step.now;
        return null;
      case 'commitThrows':
        this.#store.commitThrows = step.value;
        return null;
      case 'expectVisible':
        return expectSameInAnyOrder(step.values, this.#store.visible);
      case 'expectUncommitted':
        return expectSame(step.transactions, this.#store.uncommitted);
      case 'expectAborted':
        return expectSame(step.count, this.#store.aborted);
    }
  }

  #start(restored: readonly TwoPhaseCommitState<number>[]): TwoPhaseCommitFunction<number, string> {
    const sink = new TwoPhaseCommitFunction<number, string>(this.#store, this.#settings);
    sink.initialize(restored, this.#now);
    return sink;
  }
}

/** The one failure that cases put into a snapshot; it strikes in the flush. */
const storageFailure = 'storage not writable';

/** Transactions by number; what is committed is visible, and committing or aborting again does no harm. */
class TransactionStore implements TransactionClient<number, string> {
  readonly visible: string[] = [];
  readonly #open = new Map<number, string[]>();
  #next = 0;
  aborted = 0;
  isWritable = true;
  commitThrows = false;

  get uncommitted(): number {
    return this.#open.size;
  }

  begin(): number {
    this.#next += 1;
    this.#open.set(this.#next, []);
    return this.#next;
  }

  write(transaction: number, value: string): void {
    this.#open.get(transaction)?.push(value);
  }

  preCommit(): void {
    if (!this.isWritable) throw new Error(storageFailure);
  }

  commit(transaction: number): void {
    if (this.commitThrows) throw new Error('RuntimeException: the commit fails');
    this.visible.push(...(this.#open.get(transaction) ?? []));
    this.#open.delete(transaction);
  }

  abort(transaction: number): void {
    if (this.#open.delete(transaction)) this.aborted += 1;
  }

  recoverAndCommit(transaction: number): void {
    this.commit(transaction);
  }

  recoverAndAbort(transaction: number): void {
    this.abort(transaction);
  }
}
