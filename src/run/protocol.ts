/**
 * Everything that crosses between the page and the worker in which a run lives. The page asks, the worker
 * answers; arrays are transferred. All times are run time in integer microseconds unless a name says otherwise;
 * event times and clocks are epoch ms.
 */
import type { Problem } from '../base/problem.ts';
import type { RecordValue } from '../engine/schema.ts';
import type { Intervention, PipelineDocument } from '../pipeline/document.ts';

export type PageMessage =
  /** Begins a run of this document on a new branch list and shows the instant `at`. */
  | {
      readonly kind: 'open';
      readonly document: PipelineDocument;
      readonly files: Readonly<Record<string, Uint8Array>>;
      readonly at: number;
    }
  | { readonly kind: 'play'; readonly speed: number }
  | { readonly kind: 'pause' }
  | { readonly kind: 'speed'; readonly speed: number }
  | { readonly kind: 'seek'; readonly to: number }
  /** One element taken by one subtask; backwards: the instant before the last one. */
  | { readonly kind: 'step'; readonly direction: 'forward' | 'back' }
  | { readonly kind: 'run-to-next'; readonly target: StopTarget }
  /** Done at its own time; in the past (or at the playhead with a computed future) it forks. */
  | { readonly kind: 'intervene'; readonly intervention: Intervention }
  /** A change of meaning: applies at `at` and forks. */
  | { readonly kind: 'fork'; readonly at: number; readonly document: PipelineDocument; readonly label: string }
  | { readonly kind: 'show-branch'; readonly branch: number }
  /** Which nodes' state pictures come with frames (at most 10 a second). */
  | { readonly kind: 'watch'; readonly nodes: readonly string[] }
  | { readonly kind: 'inspect-record'; readonly edge: string; readonly channel: number; readonly row: number }
  | { readonly kind: 'model'; readonly name: string; readonly bytes: Uint8Array };

export type StopTarget = 'watermark' | 'firing' | 'checkpoint' | 'failure' | 'late';

export type WorkerMessage =
  | { readonly kind: 'opened'; readonly plan: PlanView; readonly branches: readonly BranchView[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'state'; readonly at: number; readonly node: string; readonly picture: StatePicture }
  /** What happened since the last report on this branch; `from` tells where it is to be appended. */
  | { readonly kind: 'history'; readonly branch: number; readonly history: HistoryPart }
  /** The branches there are now; `plan` is that of the shown one. */
  | {
      readonly kind: 'branches';
      readonly plan: PlanView;
      readonly branches: readonly BranchView[];
      readonly shown: number;
    }
  | {
      readonly kind: 'stopped';
      readonly at: number;
      readonly why: 'paused' | 'target' | 'end' | 'waiting-for-model' | 'error';
      readonly message: string;
    }
  | { readonly kind: 'record'; readonly record: RecordView | null }
  | { readonly kind: 'progress'; readonly task: 'seek' | 'run'; readonly at: number; readonly to: number };

/** The physical plan, once per document. Orders here are the orders of every array in a frame. */
export interface PlanView {
  readonly startAtMs: number;
  readonly seed: number;
  readonly nodes: readonly PlanNode[];
  readonly edges: readonly PlanEdge[];
  readonly taskManagers: readonly {
    readonly id: string;
    readonly subtasks: readonly { readonly node: string; readonly subtask: number }[];
  }[];
}
export interface PlanNode {
  readonly id: string;
  readonly kind: string;
  readonly parallelism: number;
  readonly inputs: readonly string[];
  /** Names of the splits of a source, `p0`…; empty otherwise. */
  readonly splits: readonly string[];
  /** What one record stands for (of parcels in profile meso: 100). */
  readonly weight: number;
}
export interface PlanEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly toPort: string;
  readonly channels: number;
}

export interface BranchView {
  readonly id: number;
  readonly parent: number | null;
  readonly forkedAt: number;
  readonly label: string;
  /** Furthest instant computed. */
  readonly reached: number;
}

/** What the page needs to draw one instant. */
export interface Frame {
  readonly at: number;
  readonly branch: number;
  readonly playing: boolean;
  /** Virtual seconds per real second, measured over the last second; 0 when paused. */
  readonly speed: number;
  readonly nodes: readonly NodeFrame[];
  readonly edges: readonly EdgeFrame[];
  /** Sampled records in flight, four floats each: edge index, progress 0..1 along it, channel, row. */
  readonly marks: Float32Array;
  /** Control elements in flight, four floats each: edge index, progress, kind (1 watermark, 2 barrier, 3 status), value (checkpoint id; else 0). */
  readonly controls: Float32Array;
  readonly checkpoint: { readonly inFlight: number | null; readonly completed: number; readonly failed: number };
  readonly taskManagers: readonly { readonly id: string; readonly alive: boolean }[];
  readonly job: 'running' | 'failing' | 'restarting' | 'finished' | 'failed';
}
export interface NodeFrame {
  readonly recordsIn: number;
  readonly recordsOut: number;
  /** Per virtual second, over the last one to two seconds of run time; of a slow source over the last minute. */
  readonly inPerSecond: number;
  readonly outPerSecond: number;
  /** Records out for each record of the first input that was not late, over the last minute; 0: none. */
  readonly fanOut: number;
  readonly late: number;
  readonly dropped: number;
  readonly held: number;
  readonly firings: number;
  /** Epoch ms; −Infinity before the first, +Infinity at the end. */
  readonly watermark: number;
  /** Shares of the last one to two seconds, 0..1. */
  readonly busy: number;
  readonly backPressured: number;
  /** Elements waiting at each input port. */
  readonly queued: readonly number[];
  /** Of each split of a source: its watermark and whether it is idle; seconds since its last record. */
  readonly splits: readonly { readonly watermark: number; readonly idle: boolean; readonly quietMs: number }[];
  /** Subtasks that are dead now. */
  readonly dead: readonly number[];
}
export interface EdgeFrame {
  /** Records in transit or queued. */
  readonly inFlight: number;
  /** Marks sent for it in this frame. */
  readonly shown: number;
  readonly perSecond: number;
}

/** Appended to a branch's history; columns of equal length per list. */
export interface HistoryPart {
  readonly from: number;
  readonly to: number;
  /** One sample per second of run time: [second, then per node: outPerSecond, watermark (ms), inPerSecond]. Row-major. */
  readonly samples: Float64Array;
  readonly columns: number;
  /** Two-clock marks, thinned: run µs, event ms, late (0/1). */
  readonly records: Float64Array;
  readonly checkpoints: readonly {
    readonly id: number;
    readonly triggeredAt: number;
    readonly endedAt: number;
    readonly outcome: 'completed' | 'failed' | 'aborted';
  }[];
  readonly failures: readonly {
    readonly at: number;
    readonly what: string;
    readonly restoredFrom: number | null;
    readonly restartedAt: number | null;
    readonly replayed: number;
  }[];
  readonly firings: Float64Array;
}

/** A node's state as data; each kind's StateView knows the shape of its own `detail`. */
export interface StatePicture {
  readonly subtasks: readonly { readonly entries: readonly StateEntries[]; readonly detail: RecordValue }[];
  /** Filled by kinds with more to show than tables (Kafka sink: transactions; sources: splits). */
  readonly world: unknown;
}
export interface StateEntries {
  readonly name: string;
  readonly columns: readonly string[];
  /** Decoded rows, at most the first few hundred; `total` says how many there are. */
  readonly rows: readonly (readonly (number | string | boolean | null)[])[];
  readonly total: number;
  /** For entries with a time: how they all lie on event time, in equal steps from `from` to `to` (both included). */
  readonly spread?: { readonly from: number; readonly to: number; readonly counts: readonly number[] };
}

export interface RecordView {
  readonly node: string;
  readonly source: { readonly node: string; readonly partition: number; readonly offset: number } | null;
  readonly eventTime: number;
  readonly arrivedAt: number;
  readonly value: RecordValue;
}
