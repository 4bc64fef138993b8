/** Everything that Kafka holds at an instant. It stays valid whatever is played afterwards, on any branch. */
import type { CoreSnapshot } from './broker-core.ts';
import type { ProducerMemory } from './producer-memory.ts';

export interface BrokerSnapshot {
  readonly core: CoreSnapshot;
  readonly producers: readonly ProducerMemory[];
  readonly nextClientId: number;
}
