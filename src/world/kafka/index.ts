/** The door of the room: Kafka as a broker with transactions. */
// biome-ignore lint/performance/noBarrelFile: this is the room's door.
export { type BrokerConfig, DEFAULT_TRANSACTION_TIMEOUT_MS, defaultBrokerConfig, KafkaBroker } from './broker.ts';
export type { OffsetCommitRequest } from './broker-core.ts';
export type { BrokerSnapshot } from './broker-snapshot.ts';
export type { FailureName, KafkaFailure, Outcome } from './failures.ts';
export { endOffset, type Fetched, fetchRecords } from './fetch.ts';
export type { PartitionLog } from './partition-log.ts';
export { PartitionReader, type PollResult } from './partition-reader.ts';
export type { KafkaProducer, SendResult, TransactionIdentity } from './producer.ts';
export type { ProducerState } from './producer-states.ts';
export type { IsolationLevel, LogRecord, TopicPartition, TransactionResult } from './records.ts';
export type { TransactionSpan, TransactionView } from './transaction-history.ts';
export type { TransactionMetadata, TransactionState, TransactionVersion } from './transaction-metadata.ts';
