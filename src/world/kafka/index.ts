/** The door of the room: Kafka as a broker with transactions. */
// biome-ignore lint/performance/noBarrelFile: this is the room's door.
export { KafkaBroker } from './broker.ts';
export type { BrokerSnapshot } from './broker-snapshot.ts';
export { partitionForKey } from './default-partitioner.ts';
export type { Outcome } from './failures.ts';
export { fetchRecords } from './fetch.ts';
export type { KafkaProducer, TransactionIdentity } from './producer.ts';
export type { IsolationLevel, LogRecord } from './records.ts';
