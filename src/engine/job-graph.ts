/** The job as the engine is given it: logical nodes in topological order, and what surrounds them. */
import type { EventStream } from './event-stream.ts';
import type { OperatorContext, OperatorInstance } from './operator.ts';
import type { Schema } from './schema.ts';

export type Partitioning = 'forward' | 'hash' | 'rebalance' | 'broadcast';

export interface JobGraph {
  readonly nodes: readonly JobNode[];
  readonly settings: JobSettings;
}

export interface JobNode {
  readonly id: string;
  readonly parallelism: number;
  /** Service time, µs: for each record taken and each record sent. */
  readonly recordMicros: number;
  readonly outputMicros: number;
  readonly inputs: readonly JobInput[];
  readonly outputs: readonly JobOutput[];
  readonly behaviour:
    | {
        readonly role: 'source';
        readonly stream: EventStream;
        readonly outOfOrdernessMs: number;
        readonly idlenessMs: number;
      }
    | { readonly role: 'operator'; open(context: OperatorContext): OperatorInstance };
}

export interface JobInput {
  /** Index of the node it comes from, and of its output port. */
  readonly from: number;
  readonly output: number;
  readonly partitioning: Partitioning;
  /** Key field of a hash input. */
  readonly key: string | null;
}

export interface JobOutput {
  /** The port's own fields: those that it adds, where it extends an input. */
  readonly fields: Schema;
  readonly extendsInput: number | null;
  /** Input rows leave as they are. */
  readonly passesThrough: boolean;
  /** Input whose records the rows of a port with rows of its own stand for; they carry its lineage (`@` fields). */
  readonly carriesLineageOf: number | null;
}

export interface JobSettings {
  readonly seed: number;
  readonly startAtMs: number;
  readonly chaining: boolean;
  readonly taskManagers: number;
  readonly channelCapacity: number;
  readonly channelLatencyMicros: number;
  readonly watermarkIntervalMs: number;
  readonly checkpointing: CheckpointSettings;
  readonly restart: RestartSettings;
  /** When a dead TaskManager is noticed, and when another stands in for it, µs after its death. */
  readonly failureDetectionMicros: number;
  readonly replacementMicros: number;
}

export interface CheckpointSettings {
  /** 0 = no checkpoints. */
  readonly intervalMs: number;
  readonly mode: 'exactly-once' | 'at-least-once';
  readonly timeoutMs: number;
  readonly minPauseMs: number;
  readonly tolerableFailed: number;
}

export type RestartSettings =
  | { readonly strategy: 'none' }
  | { readonly strategy: 'fixed-delay'; readonly attempts: number; readonly delayMs: number }
  | {
      readonly strategy: 'failure-rate';
      readonly maxFailures: number;
      readonly intervalMs: number;
      readonly delayMs: number;
    }
  | {
      readonly strategy: 'exponential-delay';
      readonly initialMs: number;
      readonly maxMs: number;
      readonly multiplier: number;
      readonly resetMs: number;
      readonly jitter: number;
    };
