/**
 * Flink's KafkaSink: KafkaWriter and ExactlyOnceKafkaWriter with KafkaCommitter. At a barrier the writer flushes;
 * exactly-once then holds the open transaction ready (a committable) and opens the next; when the checkpoint is
 * complete the committables up to it are committed. A restored sink first commits what its checkpoint held,
 * then aborts what a crashed attempt left open, then writes into a fresh transaction.
 */
import { assert } from '../../base/assert.ts';
import type { OperatorContext, OperatorLogic } from '../../engine/operator.ts';
import type { FieldValue } from '../../engine/schema.ts';
import { isKafkaReply, KAFKA, type KafkaRequest, type ProducedRecord } from '../../world/kafka-service.ts';
import { partitionForKey, type TransactionIdentity } from '../../world/kafka/index.ts';
import type { KafkaSinkConfig } from './spec.ts';

interface Committable {
  readonly checkpoint: number;
  readonly identity: TransactionIdentity;
}

/** Tokens of requests: all but commits fail the subtask when they fail. */
const ASKED = 0;
const FLUSHED = 1;
const FLUSHED_LAST = 2;
const FIRST_COMMIT = 3;

export const kafkaSinkLogic: OperatorLogic<KafkaSinkConfig> = {
  open(context, config) {
    const { guarantee, partitions, lingerMs, transactionTimeoutMs: timeoutMs } = config;
    const isTransactional = guarantee === 'exactly-once';
    const prefix = `${config.transactionalIdPrefix}-${context.node}`;
    const wayMicros = Math.round(config.requestMs * 1000);
    const readKey = config.key === '' ? () => null : keyReader(context, config.key);
    /** The producer's memory: gathered records, and the round-robin of records without a key. A crash loses it. */
    const batch = context.state.value<readonly ProducedRecord[]>('batch', []);
    const turn = context.state.value('turn', 0);
    const flushed = context.state.value<TransactionIdentity | null>('flushed', null);
    /** Number of the transaction opened last. */
    const opened = context.state.value('opened', 0);
    const committables = context.state.value<readonly Committable[]>('committables', []);

    const request = (payload: KafkaRequest, token: number, isBlocking: boolean) => {
      const call = { service: KAFKA, token, payload };
      if (isBlocking) context.callBlocking(call, wayMicros);
      else context.callAsync(call, wayMicros);
    };

    const sendBatch = () => {
      if (batch.get().length === 0) return;
      request({ kind: 'produce', records: batch.get() }, ASKED, false);
      batch.set([]);
    };

    const openProducer = (transactionalId: string | null, isBlocking: boolean) => {
      request({ kind: 'open', partitions, transactionalId, timeoutMs }, ASKED, isBlocking);
    };

    /**
     * Checkpoints that never got here leave a gap in the numbers. It is filled with empty transactions, since who
     * looks for lingering ones stops at the first number never used (ExactlyOnceKafkaWriter#getTransactionalProducer).
     */
    const openTransaction = (number: number, isBlocking: boolean) => {
      for (let each = opened.get() + 1; each <= number; each++)
        openProducer(`${prefix}-${context.subtask}-${each}`, isBlocking);
      opened.set(number);
    };

    const commitUpTo = (checkpoint: number) => {
      const due = committables.get().filter((committable) => committable.checkpoint <= checkpoint);
      for (const { checkpoint: id, identity } of due) request({ kind: 'commit', identity }, FIRST_COMMIT + id, true);
    };

    const partitionOf = (key: FieldValue): number => {
      if (key !== null) return partitionForKey(String(key), partitions);
      turn.set((turn.get() + 1) % partitions);
      return turn.get();
    };

    return {
      onStart() {
        batch.set([]);
        flushed.set(null);
        const restored = context.restoredFrom ?? 0;
        if (isTransactional) {
          commitUpTo(Infinity);
          request(
            {
              kind: 'abort-lingering',
              prefix,
              subtask: context.subtask,
              parallelism: context.parallelism,
              from: restored + 1,
              timeoutMs,
            },
            ASKED,
            true,
          );
        }
        opened.set(restored);
        if (isTransactional) openTransaction(restored + 1, true);
        else openProducer(null, true);
      },
      onRecord(row) {
        const key = readKey(row);
        const record = context.copyOut(row, 0);
        const produced = { partition: partitionOf(key), key, record, lineage: context.lineage(row, 0) };
        if (batch.get().length === 0 && lingerMs > 0)
          context.registerProcessingTimer(context.processingTime() + lingerMs, 0, 0);
        batch.set([...batch.get(), produced]);
        if (lingerMs === 0) sendBatch();
      },
      onProcessingTimer() {
        sendBatch();
      },
      beforeBarrier() {
        if (guarantee === 'none') return;
        sendBatch();
        request({ kind: 'flush' }, FLUSHED, true);
      },
      onSnapshot(checkpoint) {
        if (!isTransactional) return;
        const identity = flushed.get();
        if (identity !== null) committables.set([...committables.get(), { checkpoint, identity }]);
        flushed.set(null);
        // A fresh number even when nothing was written: a restored sink looks for those after its checkpoint only.
        openTransaction(checkpoint + 1, false);
      },
      onCheckpointComplete(checkpoint) {
        commitUpTo(checkpoint);
      },
      /** The writer flushes whatever the guarantee; without checkpoints the committer commits now (CommitterOperator#endInput). */
      onEndOfInput() {
        sendBatch();
        request({ kind: 'flush' }, FLUSHED_LAST, true);
      },
      onReply(token, reply) {
        // Fenced or unknown: the committer logs, counts and goes on without it (KafkaCommitter), which loses its data.
        if (token >= FIRST_COMMIT)
          return committables.set(committables.get().filter(({ checkpoint }) => checkpoint !== token - FIRST_COMMIT));
        assert(isKafkaReply(reply), 'Kafka answers as Kafka');
        // A record that was not written fails the writer (KafkaWriter#checkAsyncException), so that it comes again.
        if (reply.kind === 'failed') return context.fail(reply.error);
        if (reply.kind !== 'flushed') return;
        flushed.set(reply.identity);
        if (token === FLUSHED_LAST && !context.isCheckpointing && reply.identity !== null)
          request({ kind: 'commit', identity: reply.identity }, FIRST_COMMIT, true);
      },
    };
  },
};

/** The key as its serializer sees it: the value itself, whatever the numbers are by which the job knows texts. */
function keyReader(context: OperatorContext, name: string): (row: number) => FieldValue {
  const reader = context.input(0).field(name);
  const { type } = reader.field;
  return (row) => {
    const stored = reader.read(row);
    if (type === 'string') return stored < 0 ? null : context.text(stored);
    if (type === 'boolean') return stored < 0 ? null : stored === 1;
    return Number.isNaN(stored) ? null : stored;
  };
}
