/**
 * A guided scenario as data: what each step says and lights, what it asks, what the answer sets going, when that
 * is over, and which numbers of the run it then tells. The page plays it (`app/story`); nothing here draws.
 */
import type { PipelineDocument } from '../pipeline/document.ts';
import type { StopTarget } from '../run/protocol.ts';

export interface Story {
  readonly id: string;
  readonly title: string;
  readonly document: PipelineDocument;
  /** Run µs at which it opens, paused. */
  readonly opensAt: number;
  readonly steps: readonly StoryStep[];
}

export interface StoryStep {
  readonly id: string;
  /** One or two lines. */
  readonly headline: readonly string[];
  /** What the options answer, or a sentence before a single button. */
  readonly question: string;
  /** One option is a button; several are a bet. Choosing one runs `moves`. */
  readonly options: readonly StoryOption[];
  /** `null`: nothing is asked, so nothing is scored. */
  readonly score: Score | null;
  /** Parts of the page that stay lit while the step asks (`stage-store.ts`); `null` = everything. */
  readonly lit: readonly string[] | null;
  /** Figures that panels must not tell until the bet is made. */
  readonly heldBack: readonly string[];
  /** Node to be selected when the step begins; its state is then in the inspector. */
  readonly select: string | null;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly moves: readonly Move[];
  /** While the moves run, and after. `{name}` is a figure, `{name|window|windows}` a figure and its noun. */
  readonly whileRunning: string;
  readonly told: Told;
}

export interface StoryOption {
  readonly label: string;
  /** For `nearest`: what was bet; otherwise only a name. */
  readonly value: number;
  /** For `cases`: what must hold for this option to be right. */
  readonly holds?: readonly { readonly figure: string; readonly is: 'zero' | 'some' }[];
}

/** `nearest`: the option closest to the figure is right; `cases`: the one whose conditions hold. */
export type Score = { readonly kind: 'nearest'; readonly figure: string } | { readonly kind: 'cases' };

export interface Told {
  readonly right: string;
  readonly wrong: string;
  readonly why: string;
  readonly aside: string;
  /** Words of the button that leads on. */
  readonly next: string;
}

export type Counter = 'firings' | 'recordsOut';

/** A number that is read from the run. `since: 'moves'` = since the answer was given. */
export type Figure =
  | { readonly kind: 'counter'; readonly node: string; readonly counter: Counter; readonly since: 'moves' | 'start' }
  | { readonly kind: 'rate'; readonly node: string }
  /** Records that a node put out between two instants of run time, on the branch that is shown or the first one. */
  | {
      readonly kind: 'emitted';
      readonly node: string;
      readonly from: number;
      readonly to: number;
      readonly branch: 'shown' | 'first';
    }
  /** Late records since the answer that were so far behind the clock: those that the moves put in, by their distance. */
  | { readonly kind: 'late'; readonly behindMs: { readonly from: number; readonly to: number } }
  /** What a reader of a sink's topic sees, as the ledger counts it. */
  | {
      readonly kind: 'reader';
      readonly node: string;
      readonly reader: 'read_committed' | 'read_uncommitted';
      readonly measure: 'duplicated' | 'lost';
    };

/** Something done to the run. Moves follow one another; each ends before the next begins. */
export type Move =
  | { readonly do: 'seek'; readonly to: number }
  /** A change of the document at the playhead; a change of meaning forks, and the move ends on the new branch. */
  | { readonly do: 'edit'; readonly change: (document: PipelineDocument) => PipelineDocument }
  /** Records put into a source at the playhead; event time is the processing clock's plus `eventOffsetMs`. */
  | {
      readonly do: 'inject';
      readonly target: string;
      readonly count: number;
      readonly everyMs: number;
      readonly eventOffsetMs: number;
      readonly fields: Readonly<Record<string, number | string | boolean>>;
    }
  | { readonly do: 'run-to-next'; readonly target: StopTarget }
  /**
   * A kill so many µs after the newest completed checkpoint was triggered, and before it was complete: before the
   * barriers have come through, so that it never will be. It lies in the past and forks.
   */
  | { readonly do: 'kill-in-checkpoint'; readonly target: string; readonly afterTriggerMicros: number }
  /** At this speed (with reduced motion: by seeking) until the condition holds, and no longer than `atMost` µs of run time. */
  | { readonly do: 'play'; readonly speed: number; readonly until: Until; readonly atMost: number };

export type Until =
  | { readonly kind: 'instant'; readonly at: number }
  /** The figure has changed and then stood still for so many µs of run time. */
  | { readonly kind: 'settled'; readonly figure: string; readonly forMicros: number }
  /** The job runs again after a failure, and so many checkpoints more are complete. */
  | { readonly kind: 'recovered'; readonly checkpoints: number };
