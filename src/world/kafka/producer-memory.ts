/**
 * The states of a producer client and what its errors do to it (the state machine of TransactionManager in Kafka's
 * client). An abortable error ends with abortTransaction; a fatal one never: the producer has to be replaced.
 */
import { type FailureName, failure, type KafkaFailure } from './failures.ts';
import type { TransactionVersion } from './transaction-metadata.ts';

export type ProducerKind = 'plain' | 'idempotent' | 'transactional';

export type ClientState =
  | 'uninitialized'
  | 'ready'
  | 'in transaction'
  | 'abortable error'
  | 'fatal error'
  | 'closed'
  | 'crashed';

/** All that a producer client remembers, as plain data. */
export interface ProducerMemory {
  readonly id: number;
  readonly kind: ProducerKind;
  readonly transactionalId: string | null;
  readonly timeoutMs: number;
  state: ClientState;
  lastError: KafkaFailure | null;
  producerId: number;
  epoch: number;
  /** The version that it speaks now. */
  version: TransactionVersion;
  /** The version that the broker has told it and that it takes up with the next transaction; null: not heard of. */
  heardVersion: TransactionVersion | null;
  /** True once there is something at the broker that has to be ended. */
  transactionStarted: boolean;
  /** It asks for a new epoch when the transaction is over: version 1's way to recover from an abortable error. */
  epochBumpRequired: boolean;
  /** Keys of the partitions that it takes to be in its transaction. */
  partitions: Set<string>;
  /** The next sequence for each partition, with the present epoch. */
  sequences: Map<string, number>;
}

/** Why a call fails at once in an error state (maybeFailWithError): a fresh exception of the same kind, or a wrapping one. */
export function standingFailure(memory: ProducerMemory): KafkaFailure | null {
  const { lastError } = memory;
  const inError = memory.state === 'abortable error' || memory.state === 'fatal error';
  if (!inError || lastError === null) return null;
  if (rethrownAsThemselves.includes(lastError.name)) return failure(lastError.name, lastError.message);
  return failure('KafkaException', `The producer is in an error state. ${lastError.message}`, lastError.name);
}

/** What a failed record does to the producer (maybeTransitionToErrorState). */
export function noteSendFailure(memory: ProducerMemory, error: KafkaFailure): void {
  if (memory.kind !== 'transactional') return;
  if (fatalForSends.includes(error.name)) {
    noteFatal(memory, error);
    return;
  }
  if (memory.version === 1) memory.epochBumpRequired = true;
  // Since 4.1 what cannot be mended by sending again is told as a reason to abort (KAFKA-19176).
  const translated = abortableForSends.includes(error.name);
  noteAbortable(memory, translated ? failure('TransactionAbortableException', error.message, error.name) : error);
}

export function noteFatal(memory: ProducerMemory, error: KafkaFailure): KafkaFailure {
  memory.state = 'fatal error';
  memory.lastError = error;
  return error;
}

export function noteAbortable(memory: ProducerMemory, error: KafkaFailure): KafkaFailure {
  memory.state = 'abortable error';
  memory.lastError = error;
  return error;
}

export function illegalState(what: string, memory: ProducerMemory): KafkaFailure {
  return failure('IllegalStateException', `${what} is not allowed while the producer is ${stateWords[memory.state]}.`);
}

const rethrownAsThemselves: readonly FailureName[] = [
  'ProducerFencedException',
  'InvalidProducerEpochException',
  'IllegalStateException',
];

const fatalForSends: readonly FailureName[] = ['ProducerFencedException', 'InvalidPidMappingException'];

const abortableForSends: readonly FailureName[] = ['InvalidTxnStateException', 'TimeoutException'];

const stateWords: Readonly<Record<ClientState, string>> = {
  uninitialized: 'not initialised',
  ready: 'not in a transaction',
  'in transaction': 'in a transaction',
  'abortable error': 'in an abortable error',
  'fatal error': 'in a fatal error',
  closed: 'closed',
  crashed: 'gone',
};
