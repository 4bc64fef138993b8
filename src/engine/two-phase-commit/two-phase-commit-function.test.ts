import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type TransactionClient,
  TwoPhaseCommitFunction,
  type TwoPhaseCommitState,
} from './two-phase-commit-function.ts';

/** A store that survives the job: what is committed is visible once; commits and aborts may be repeated. */
class Store implements TransactionClient<number, number> {
  readonly visible: number[] = [];
  readonly open = new Map<number, number[]>();
  failsToCommit = false;
  #next = 0;

  begin(): number {
    this.#next += 1;
    this.open.set(this.#next, []);
    return this.#next;
  }

  write(transaction: number, value: number): void {
    this.open.get(transaction)?.push(value);
  }

  preCommit(): void {}

  commit(transaction: number): void {
    if (this.failsToCommit) throw new Error('the store is away');
    this.visible.push(...(this.open.get(transaction) ?? []));
    this.open.delete(transaction);
  }

  abort(transaction: number): void {
    this.open.delete(transaction);
  }

  recoverAndCommit(transaction: number): void {
    this.commit(transaction);
  }

  recoverAndAbort(transaction: number): void {
    this.abort(transaction);
  }
}

const settings = { transactionTimeoutMs: Number.POSITIVE_INFINITY, ignoresFailuresAfterTimeout: false };

describe('TwoPhaseCommitFunction', () => {
  it('makes every record visible once, through any checkpoints, lost notifications and crashes', () => {
    const action = fc.constantFrom(
      'record',
      'record',
      'record',
      'checkpoint',
      'checkpoint-lost-notification',
      'failed-checkpoint',
      'crash',
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 50 }), (actions) => {
        const store = new Store();
        const start = (restored: TwoPhaseCommitState<number>[]) => {
          const sink = new TwoPhaseCommitFunction(store, settings);
          sink.initialize(restored, 0);
          return sink;
        };
        let sink = start([]);
        let sent = 0;
        let checkpoint = 0;
        // What the job manager holds: the state of the sink and, of the source, how much it had sent.
        let completed: { state: TwoPhaseCommitState<number>; sent: number } | null = null;
        for (const each of actions) {
          if (each === 'record') sink.invoke(sent++);
          else if (each === 'crash') {
            sink = start(completed === null ? [] : [completed.state]);
            sent = completed?.sent ?? 0;
          } else {
            checkpoint += 1;
            const state = sink.snapshotState(checkpoint, 0);
            if (each !== 'failed-checkpoint') completed = { state, sent };
            if (each === 'checkpoint') sink.notifyCheckpointComplete(checkpoint);
          }
        }
        sink.finish();
        checkpoint += 1;
        sink.snapshotState(checkpoint, 0);
        sink.notifyCheckpointComplete(checkpoint);
        expect([...store.visible].sort((a, b) => a - b)).toEqual(Array.from({ length: sent }, (_, value) => value));
      }),
    );
  });

  it('tries all commits that are due, forgets them, and throws the first failure', () => {
    const store = new Store();
    const sink = new TwoPhaseCommitFunction(store, settings);
    sink.initialize([], 0);
    sink.snapshotState(1, 0);
    store.failsToCommit = true;
    expect(() => sink.notifyCheckpointComplete(1)).toThrow('the store is away');
    expect(sink.save().pending).toEqual([]);
  });

  it('takes over the transactions of several old subtasks', () => {
    const store = new Store();
    const states = [1, 2].map((value) => {
      const sink = new TwoPhaseCommitFunction(store, settings);
      sink.initialize([], 0);
      sink.invoke(value);
      return sink.snapshotState(7, 0);
    });
    new TwoPhaseCommitFunction(store, settings).initialize(states, 0);
    expect([store.visible, store.open.size]).toEqual([[1, 2], 1]);
  });

  it('goes back to an instant with all it held then', () => {
    const store = new Store();
    const sink = new TwoPhaseCommitFunction(store, settings);
    sink.initialize([], 5);
    sink.snapshotState(1, 6);
    const snapshot = sink.save();
    sink.finish();
    sink.snapshotState(2, 7);
    sink.load(snapshot);
    expect(sink.save()).toEqual({
      current: { handle: 2, startedAt: 6 },
      pending: [{ handle: 1, startedAt: 5, checkpoint: 1 }],
      isFinished: false,
    });
  });
});
