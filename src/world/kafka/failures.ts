/** What can go wrong: error codes on the wire, and the exceptions a client makes of them. */

/** The codes the brokers of this model answer with (Errors in Kafka). */
export type BrokerError =
  | 'INVALID_PRODUCER_EPOCH'
  | 'INVALID_PRODUCER_ID_MAPPING'
  | 'INVALID_TRANSACTION_TIMEOUT'
  | 'INVALID_TXN_STATE'
  | 'OUT_OF_ORDER_SEQUENCE_NUMBER'
  | 'PRODUCER_FENCED'
  | 'TRANSACTION_ABORTABLE';

/** The simple names of the exceptions a client may throw. */
export type FailureName =
  | 'IllegalStateException'
  | 'InvalidPidMappingException'
  | 'InvalidProducerEpochException'
  | 'InvalidTxnStateException'
  | 'InvalidTxnTimeoutException'
  | 'KafkaException'
  | 'OffsetOutOfRangeException'
  | 'OutOfOrderSequenceException'
  | 'ProducerFencedException'
  | 'TimeoutException'
  | 'TransactionAbortableException';

/** An exception as a value: the name of its class and of the class of its cause. */
export interface KafkaFailure {
  readonly name: FailureName;
  readonly cause: FailureName | null;
  readonly message: string;
}

export type Outcome = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly failure: KafkaFailure };

export const done: Outcome = { kind: 'done' };

export function failedWith(failure: KafkaFailure): { readonly kind: 'failed'; readonly failure: KafkaFailure } {
  return { kind: 'failed', failure };
}

export function failure(name: FailureName, message: string, cause: FailureName | null = null): KafkaFailure {
  return { name, cause, message };
}

/** The exception that stands for an error code (Errors.exception). */
export function exceptionOf(error: BrokerError): KafkaFailure {
  return failure(exceptionNames[error], meanings[error]);
}

const exceptionNames: Readonly<Record<BrokerError, FailureName>> = {
  INVALID_PRODUCER_EPOCH: 'InvalidProducerEpochException',
  INVALID_PRODUCER_ID_MAPPING: 'InvalidPidMappingException',
  INVALID_TRANSACTION_TIMEOUT: 'InvalidTxnTimeoutException',
  INVALID_TXN_STATE: 'InvalidTxnStateException',
  OUT_OF_ORDER_SEQUENCE_NUMBER: 'OutOfOrderSequenceException',
  PRODUCER_FENCED: 'ProducerFencedException',
  TRANSACTION_ABORTABLE: 'TransactionAbortableException',
};

const meanings: Readonly<Record<BrokerError, string>> = {
  INVALID_PRODUCER_EPOCH: 'The producer wrote with an epoch that is no longer the current one of its transactional id.',
  INVALID_PRODUCER_ID_MAPPING: 'The producer id does not belong to the transactional id it was sent with.',
  INVALID_TRANSACTION_TIMEOUT:
    'The requested transaction timeout is larger than transaction.max.timeout.ms of the broker.',
  INVALID_TXN_STATE: 'The transaction is in a state in which this request has no place.',
  OUT_OF_ORDER_SEQUENCE_NUMBER: 'The sequence number does not follow the last one that the partition has seen.',
  PRODUCER_FENCED: 'A newer producer with the same transactional id, or a timeout, has taken the place of this one.',
  TRANSACTION_ABORTABLE: 'The partition is not part of an open transaction: the transaction can only be aborted.',
};
