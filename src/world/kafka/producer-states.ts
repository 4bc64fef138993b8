/**
 * What one partition knows of the producers that wrote to it (ProducerStateManager in Kafka): the epoch and the
 * last sequence of each, and which of them have a transaction open here.
 */
import type { BrokerError } from './failures.ts';
import { NO_SEQUENCE } from './records.ts';

export interface ProducerState {
  readonly producerId: number;
  readonly epoch: number;
  /** -1 when nothing but markers has come with this epoch. */
  readonly lastSequence: number;
  /** First offset of the transaction that is open on this partition. */
  readonly openFrom: number | null;
  /** Offset of the last data record. */
  readonly lastOffset: number | null;
}

export type ProducerStatesSnapshot = readonly ProducerState[];

/** What a marker found open on the partition. */
export interface ClosedSpan {
  readonly firstOffset: number;
  readonly lastOffset: number;
}

export class ProducerStates {
  private readonly states = new Map<number, ProducerState>();
  /** Producer id → first offset. A transaction opens at the end of the log, so the earliest one is always the first. */
  private readonly open = new Map<number, number>();

  /** The first offset of the earliest open transaction: nothing from there on is stable. */
  firstUnstableOffset(): number | null {
    for (const firstOffset of this.open.values()) return firstOffset;
    return null;
  }

  get(producerId: number): ProducerState | undefined {
    return this.states.get(producerId);
  }

  all(): ProducerState[] {
    return [...this.states.values()];
  }

  /** True if the transaction needs no further word from the coordinator: its first record is already here. */
  hasOngoingTransaction(producerId: number, epoch: number): boolean {
    return this.open.has(producerId) && this.states.get(producerId)?.epoch === epoch;
  }

  /**
   * The offset of the record that was sent last, if this is that one again: a repetition is acknowledged and not
   * appended. Kafka knows the last five batches so; a client that sends one at a time can only repeat the last.
   */
  offsetOfDuplicate(producerId: number, epoch: number, sequence: number): number | null {
    const state = this.states.get(producerId);
    const isRepeated = state !== undefined && sequence !== NO_SEQUENCE && state.epoch === epoch;
    return isRepeated && state.lastSequence === sequence ? state.lastOffset : null;
  }

  /** Whether a data record may be appended (ProducerAppendInfo.maybeValidateDataBatch). */
  refusalOf(producerId: number, epoch: number, sequence: number, transactional: boolean): BrokerError | null {
    const state = this.states.get(producerId);
    if (state === undefined) return null;
    if (epoch < state.epoch) return 'INVALID_PRODUCER_EPOCH';
    if (!transactional && state.openFrom !== null) return 'INVALID_TXN_STATE';
    // The group coordinator writes offsets for a producer, and those records have no sequence.
    if (sequence === NO_SEQUENCE) return null;
    const expected = epoch === state.epoch ? state.lastSequence + 1 : 0;
    return sequence === expected ? null : 'OUT_OF_ORDER_SEQUENCE_NUMBER';
  }

  noteData(producerId: number, epoch: number, sequence: number, transactional: boolean, offset: number): void {
    const openFrom = transactional ? (this.open.get(producerId) ?? offset) : null;
    if (openFrom !== null) this.open.set(producerId, openFrom);
    this.states.set(producerId, { producerId, epoch, lastSequence: sequence, openFrom, lastOffset: offset });
  }

  /**
   * Closes the producer's transaction, if it has one here. A marker with a new epoch starts its sequences again
   * (ProducerStateEntry.maybeUpdateProducerEpoch), one with the old epoch leaves them: that is what lets a
   * producer of transaction version 1 go on counting.
   */
  noteMarker(producerId: number, epoch: number): ClosedSpan | null {
    const before = this.states.get(producerId);
    const lastSequence = before !== undefined && before.epoch === epoch ? before.lastSequence : NO_SEQUENCE;
    const firstOffset = before?.openFrom ?? null;
    const lastOffset = before?.lastOffset ?? null;
    this.open.delete(producerId);
    this.states.set(producerId, { producerId, epoch, lastSequence, openFrom: null, lastOffset });
    return firstOffset === null || lastOffset === null ? null : { firstOffset, lastOffset };
  }

  save(): ProducerStatesSnapshot {
    return this.all();
  }

  load(snapshot: ProducerStatesSnapshot): void {
    this.states.clear();
    this.open.clear();
    for (const state of snapshot) this.states.set(state.producerId, state);
    const openStates = snapshot.flatMap(({ producerId, openFrom }) =>
      openFrom === null ? [] : [{ producerId, openFrom }],
    );
    openStates.sort((left, right) => left.openFrom - right.openFrom);
    for (const { producerId, openFrom } of openStates) this.open.set(producerId, openFrom);
  }
}
