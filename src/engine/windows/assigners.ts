import { globalWindow, type TimeWindow, windowStart } from './time-window.ts';

/** Which clock cuts the stream: the timestamps of the elements, or the processing clock. */
export type WindowClock = 'event' | 'processing';

export type WindowAssignerSpec =
  | {
      readonly kind: 'tumbling';
      readonly clock: WindowClock;
      readonly size: number;
      readonly offset: number;
      readonly stagger: WindowStagger;
    }
  | {
      readonly kind: 'sliding';
      readonly clock: WindowClock;
      readonly size: number;
      readonly slide: number;
      readonly offset: number;
    }
  | { readonly kind: 'session'; readonly clock: WindowClock; readonly gap: number }
  | { readonly kind: 'dynamic-session'; readonly clock: WindowClock }
  | { readonly kind: 'global' };

/** How far the windows of a subtask are shifted so that not all fire at once (Flink's `WindowStagger`). */
export type WindowStagger = 'ALIGNED' | 'RANDOM' | 'NATURAL';

/** Flink's `WindowAssigner`. Stateless but for the stagger, which is chosen once, at the first element. */
export interface WindowAssigner {
  readonly isEventTime: boolean;
  readonly isMerging: boolean;
  /**
   * The windows of an element, in Flink's order (sliding: the latest first). `timestamp` is −Infinity for an
   * element without one. `gap` is what the extractor of a dynamic session gave for the element.
   */
  assignWindows(timestamp: number, processingTime: number, gap?: number): readonly TimeWindow[];
  /** The chosen stagger, ms, or null before the first element. */
  save(): number | null;
  load(snapshot: number | null): void;
}

/** Why Flink would refuse the parameters, or null. */
export function refuseAssigner(spec: WindowAssignerSpec): string | null {
  switch (spec.kind) {
    case 'tumbling':
      return Math.abs(spec.offset) < spec.size
        ? null
        : 'IllegalArgumentException: tumbling windows must satisfy abs(offset) < size';
    case 'sliding':
      if (Math.abs(spec.offset) < spec.slide && spec.size > 0) return null;
      return 'IllegalArgumentException: sliding windows must satisfy abs(offset) < slide and size > 0';
    case 'session':
      return spec.gap > 0 ? null : 'IllegalArgumentException: session windows must satisfy 0 < gap';
    case 'dynamic-session':
    case 'global':
      return null;
  }
}

/** Throws what `refuseAssigner` says. `random` gives a number in [0, 1) and is asked for a RANDOM stagger only. */
export function createAssigner(spec: WindowAssignerSpec, random: () => number = () => 0): WindowAssigner {
  const refusal = refuseAssigner(spec);
  if (refusal !== null) throw new Error(refusal);
  switch (spec.kind) {
    case 'tumbling':
      return createTumbling(spec.size, spec.offset, spec.stagger, spec.clock, random);
    case 'sliding':
      return stateless(spec.clock, false, (time) => assignSliding(time, spec.size, spec.slide, spec.offset));
    case 'session':
      return stateless(spec.clock, true, (time) => [{ start: time, end: time + spec.gap }]);
    case 'dynamic-session':
      return stateless(spec.clock, true, (time, gap) => {
        if (gap === undefined || !(gap > 0))
          throw new Error('IllegalArgumentException: the gap of a dynamic session must be greater than 0');
        return [{ start: time, end: time + gap }];
      });
    case 'global':
      return {
        isEventTime: false,
        isMerging: false,
        assignWindows: () => [globalWindow],
        save: () => null,
        load: () => {},
      };
  }
}

/** Windows that start at `slide` steps, the latest first; with slide > size an element may fall between two. */
export function assignSliding(time: number, size: number, slide: number, offset: number): readonly TimeWindow[] {
  if (time === Number.NEGATIVE_INFINITY) throw new Error(noTimestamp);
  const windows: TimeWindow[] = [];
  for (let start = windowStart(time, offset, slide); start > time - size; start -= slide)
    windows.push({ start, end: start + size });
  return windows;
}

/** `processingTime` and `size` in ms; the result is at least 0 and, while the clock is not negative, below `size`. */
export function staggerOffset(
  stagger: WindowStagger,
  processingTime: number,
  size: number,
  random: () => number,
): number {
  switch (stagger) {
    case 'ALIGNED':
      return 0;
    case 'RANDOM':
      return Math.floor(random() * size);
    case 'NATURAL':
      return Math.max(0, processingTime - windowStart(processingTime, 0, size));
  }
}

function createTumbling(
  size: number,
  offset: number,
  stagger: WindowStagger,
  clock: WindowClock,
  random: () => number,
): WindowAssigner {
  let chosen: number | null = null;
  return {
    isEventTime: clock === 'event',
    isMerging: false,
    assignWindows: (timestamp, processingTime) => {
      const time = clock === 'event' ? timestamp : processingTime;
      if (time === Number.NEGATIVE_INFINITY) throw new Error(noTimestamp);
      chosen ??= staggerOffset(stagger, processingTime, size, random);
      const start = windowStart(time, (offset + chosen) % size, size);
      return [{ start, end: start + size }];
    },
    save: () => chosen,
    load: (snapshot) => {
      chosen = snapshot;
    },
  };
}

function stateless(
  clock: WindowClock,
  isMerging: boolean,
  assign: (time: number, gap: number | undefined) => readonly TimeWindow[],
): WindowAssigner {
  return {
    isEventTime: clock === 'event',
    isMerging,
    assignWindows: (timestamp, processingTime, gap) => assign(clock === 'event' ? timestamp : processingTime, gap),
    save: () => null,
    load: () => {},
  };
}

const noTimestamp =
  'RuntimeException: the record has no timestamp, which event-time windows need; is a watermark strategy missing?';
