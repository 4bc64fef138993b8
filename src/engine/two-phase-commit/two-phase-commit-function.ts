/** The external system's side of a transaction, whatever it is. A call that fails throws. */
export interface TransactionClient<Transaction, Value> {
  begin(): Transaction;
  write(transaction: Transaction, value: Value): void;
  /** Flush; after it a commit must be possible at any later time, in another process too. */
  preCommit(transaction: Transaction): void;
  commit(transaction: Transaction): void;
  abort(transaction: Transaction): void;
  /** Commit and abort of what a restored state names: each may have been done already and must bear it. */
  recoverAndCommit(transaction: Transaction): void;
  recoverAndAbort(transaction: Transaction): void;
}

export interface TwoPhaseCommitSettings {
  /** Infinity unless set with `setTransactionTimeout`, ms. */
  readonly transactionTimeoutMs: number;
  /** After that time a commit that fails on recovery is passed over: the data of the transaction are lost. */
  readonly ignoresFailuresAfterTimeout: boolean;
}

/** What goes into a checkpoint: the transaction just begun, and all that wait for their commit. */
export interface TwoPhaseCommitState<Transaction> {
  readonly current: HeldTransaction<Transaction> | null;
  readonly pending: readonly PendingTransaction<Transaction>[];
}

interface HeldTransaction<Transaction> {
  readonly handle: Transaction;
  readonly startedAt: number;
}

interface PendingTransaction<Transaction> extends HeldTransaction<Transaction> {
  readonly checkpoint: number;
}

/**
 * A sink that is exactly-once by two-phase commit (Flink's `TwoPhaseCommitSinkFunction`). Between two
 * checkpoints it writes into one transaction; the checkpoint pre-commits it and begins the next; only the
 * notification that the checkpoint is complete commits it. `now` is the processing clock, ms. Transaction
 * handles are plain data, for they go into checkpoints.
 */
export class TwoPhaseCommitFunction<Transaction, Value> {
  readonly #client: TransactionClient<Transaction, Value>;
  readonly #settings: TwoPhaseCommitSettings;
  #current: HeldTransaction<Transaction> | null = null;
  #pending: PendingTransaction<Transaction>[] = [];
  #isFinished = false;

  constructor(client: TransactionClient<Transaction, Value>, settings: TwoPhaseCommitSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  /**
   * Before any record. What the restored states hold as pending belongs to a completed checkpoint and is
   * committed now; what they hold as current was begun after it and is aborted. With another parallelism a
   * subtask may be given the states of several, or none.
   */
  initialize(restored: readonly TwoPhaseCommitState<Transaction>[], now: number): void {
    for (const { pending, current } of restored) {
      for (const transaction of pending) this.#recoverAndCommit(transaction, now);
      if (current !== null) this.#client.recoverAndAbort(current.handle);
    }
    this.#pending = [];
    this.#current = this.#begin(now);
  }

  invoke(value: Value): void {
    if (this.#current === null) throw new Error('NullPointerException: no transaction is open');
    this.#client.write(this.#current.handle, value);
  }

  /** After `finish` the last transaction is pre-committed and no other is begun. */
  snapshotState(checkpoint: number, now: number): TwoPhaseCommitState<Transaction> {
    const current = this.#current;
    if (current !== null) {
      this.#client.preCommit(current.handle);
      this.#pending.push({ ...current, checkpoint });
    }
    this.#current = this.#isFinished ? null : this.#begin(now);
    return { current: this.#current, pending: [...this.#pending] };
  }

  /**
   * Commits what waits for this checkpoint or an older one, oldest first: a notification that was lost is made
   * up for by the next. All are tried; the first failure is thrown afterwards. An aborted checkpoint needs no
   * word: its transaction waits for the next one that completes.
   */
  notifyCheckpointComplete(checkpoint: number): void {
    const due = this.#pending.filter((each) => each.checkpoint <= checkpoint);
    this.#pending = this.#pending.filter((each) => each.checkpoint > checkpoint);
    const failures: unknown[] = [];
    for (const { handle } of due) {
      try {
        this.#client.commit(handle);
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** End of input. */
  finish(): void {
    this.#isFinished = true;
  }

  /** An orderly close aborts what is open; what waits for its commit stays as it is. */
  close(): void {
    if (this.#current !== null) this.#client.abort(this.#current.handle);
    this.#current = null;
  }

  save(): TwoPhaseCommitSnapshot<Transaction> {
    return { current: this.#current, pending: [...this.#pending], isFinished: this.#isFinished };
  }

  /** Back to the very instant of the snapshot, for seeking in a run; recovery goes through `initialize`. */
  load(snapshot: TwoPhaseCommitSnapshot<Transaction>): void {
    this.#current = snapshot.current;
    this.#pending = [...snapshot.pending];
    this.#isFinished = snapshot.isFinished;
  }

  #begin(now: number): HeldTransaction<Transaction> {
    return { handle: this.#client.begin(), startedAt: now };
  }

  #recoverAndCommit(transaction: PendingTransaction<Transaction>, now: number): void {
    try {
      this.#client.recoverAndCommit(transaction.handle);
    } catch (failure) {
      const isTooOld = now - transaction.startedAt > this.#settings.transactionTimeoutMs;
      if (!this.#settings.ignoresFailuresAfterTimeout || !isTooOld) throw failure;
    }
  }
}

export interface TwoPhaseCommitSnapshot<Transaction> extends TwoPhaseCommitState<Transaction> {
  readonly isFinished: boolean;
}
