/** What a run tells of itself as it goes, for the lanes, "run to next" and the report. */
export type Happening =
  | { readonly kind: 'checkpoint-triggered'; readonly at: number; readonly checkpoint: number }
  | {
      readonly kind: 'checkpoint-completed';
      readonly at: number;
      readonly checkpoint: number;
      readonly triggeredAt: number;
      readonly bytes: number;
    }
  | {
      readonly kind: 'checkpoint-failed';
      readonly at: number;
      readonly checkpoint: number;
      readonly triggeredAt: number;
      readonly reason: string;
    }
  | { readonly kind: 'failure'; readonly at: number; readonly what: string }
  | { readonly kind: 'restart'; readonly at: number; readonly restoredFrom: number | null; readonly replayed: number }
  | { readonly kind: 'watermark'; readonly at: number; readonly node: string; readonly watermark: number }
  | { readonly kind: 'job'; readonly at: number; readonly state: JobState }
  | {
      readonly kind: 'late';
      readonly at: number;
      readonly node: string;
      readonly subtask: number;
      readonly eventTime: number;
    }
  | { readonly kind: 'firing'; readonly at: number; readonly node: string; readonly subtask: number };

export type JobState = 'running' | 'failing' | 'restarting' | 'finished' | 'failed';
