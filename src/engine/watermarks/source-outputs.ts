import { ActivityClock, type ActivityClockSnapshot } from './activity-clock.ts';
import { IdlenessManager, type IdlenessManagerSnapshot } from './idleness-manager.ts';
import {
  WatermarkOutputMultiplexer,
  type MultiplexerSnapshot,
  type PartialWatermarkListener,
} from './watermark-output-multiplexer.ts';
import type { GeneratorSnapshot, WatermarkGenerator, WatermarkOutput, WatermarkSink } from './watermark-output.ts';
import {
  WatermarkToDataOutput,
  type DataOutputSnapshot,
  type EffectiveWatermarkListener,
} from './watermark-to-data-output.ts';

export interface SourceOutputsSettings<Event> {
  /** Makes one generator for the main output and one for each split. */
  readonly createGenerator: () => WatermarkGenerator<Event>;
  readonly sink: SourceSink<Event>;
  readonly onSplit?: PartialWatermarkListener;
  readonly onEffective?: EffectiveWatermarkListener;
}

/** The channel end of a source: records and, after each, what its watermark generators say of it. */
export interface SourceSink<Event> extends WatermarkSink {
  emitRecord(event: Event, timestamp: number): void;
}

/**
 * The outputs of a source reader: a main output and one for each split, every one with its own watermark
 * generator (Flink's `ProgressiveTimestampsAndWatermarks` and `SourceOutputWithWatermarks`). Per record:
 * the record, then ACTIVE if that is needed, then the watermark. The caller calls `onPeriodicEmit` at the
 * automatic watermark interval and reports the pauses by which idleness must not be measured.
 */
export class SourceOutputs<Event> {
  readonly #settings: SourceOutputsSettings<Event>;
  readonly #output: WatermarkToDataOutput;
  readonly #idleness: IdlenessManager;
  readonly #multiplexer: WatermarkOutputMultiplexer;
  readonly #main: SourceOutput<Event>;
  readonly #splits = new Map<string, SourceOutput<Event>>();
  readonly #mainClock = new ActivityClock();

  constructor(settings: SourceOutputsSettings<Event>) {
    this.#settings = settings;
    this.#output = new WatermarkToDataOutput(settings.sink, settings.onEffective ?? null);
    this.#idleness = new IdlenessManager(this.#output);
    this.#multiplexer = new WatermarkOutputMultiplexer(this.#idleness.splits, settings.onSplit ?? null);
    this.#main = {
      generator: settings.createGenerator(),
      onEvent: this.#idleness.main,
      onPeriodic: this.#idleness.main,
      clock: new ActivityClock(),
    };
  }

  get watermark(): number {
    return this.#output.watermark;
  }

  get isIdle(): boolean {
    return this.#output.isIdle;
  }

  get splits(): readonly string[] {
    return [...this.#splits.keys()];
  }

  /** Does nothing if the split has an output already. */
  createOutputForSplit(split: string): void {
    if (this.#splits.has(split)) return;
    this.#multiplexer.registerNewOutput(split);
    this.#splits.set(split, {
      generator: this.#settings.createGenerator(),
      onEvent: this.#multiplexer.getImmediateOutput(split),
      onPeriodic: this.#multiplexer.getDeferredOutput(split),
      clock: new ActivityClock(),
    });
  }

  /** What the split's generator last said. */
  splitState(split: string): { readonly watermark: number; readonly isIdle: boolean } {
    return this.#multiplexer.state(split);
  }

  releaseOutputForSplit(split: string): void {
    this.#splits.delete(split);
    this.#multiplexer.unregisterOutput(split);
  }

  /** `split` null is the main output. */
  collect(split: string | null, event: Event, timestamp: number): void {
    const output = this.#outputOf(split);
    this.#settings.sink.emitRecord(event, timestamp);
    output.generator.onEvent(event, timestamp, output.onEvent);
  }

  /** The reader itself says that the output will be silent for now (`SourceOutput#markIdle`). */
  markIdle(split: string | null): void {
    this.#outputOf(split).onEvent.markIdle();
  }

  /** Splits first, combined once, then the main output. */
  onPeriodicEmit(now: number): void {
    const mainNow = this.#mainClock.read(now);
    for (const split of this.#splits.values())
      split.generator.onPeriodicEmit(split.onPeriodic, split.clock.read(mainNow));
    this.#multiplexer.onPeriodicEmit();
    this.#main.generator.onPeriodicEmit(this.#main.onPeriodic, mainNow);
  }

  /** The task is back-pressured: no split can be read, so no inactivity counts. */
  pauseAll(now: number): void {
    this.#mainClock.pause(now);
  }

  resumeAll(now: number): void {
    this.#mainClock.unPause(now);
  }

  /** Watermark alignment holds the split back. */
  pauseSplit(split: string, now: number): void {
    this.#outputOf(split).clock.pause(this.#mainClock.read(now));
  }

  resumeSplit(split: string, now: number): void {
    this.#outputOf(split).clock.unPause(this.#mainClock.read(now));
  }

  save(): SourceOutputsSnapshot {
    const save = (output: SourceOutput<Event>) => ({ generator: output.generator.save(), clock: output.clock.save() });
    return {
      output: this.#output.save(),
      idleness: this.#idleness.save(),
      multiplexer: this.#multiplexer.save(),
      mainClock: this.#mainClock.save(),
      main: save(this.#main),
      splits: [...this.#splits].map(([split, output]) => [split, save(output)]),
    };
  }

  load(snapshot: SourceOutputsSnapshot): void {
    const load = (output: SourceOutput<Event>, saved: SourceOutputSnapshot) => {
      output.generator.load(saved.generator);
      output.clock.load(saved.clock);
    };
    for (const split of this.splits) this.releaseOutputForSplit(split);
    for (const [split, saved] of snapshot.splits) {
      this.createOutputForSplit(split);
      load(this.#outputOf(split), saved);
    }
    this.#output.load(snapshot.output);
    this.#idleness.load(snapshot.idleness);
    this.#multiplexer.load(snapshot.multiplexer);
    this.#mainClock.load(snapshot.mainClock);
    load(this.#main, snapshot.main);
  }

  #outputOf(split: string | null): SourceOutput<Event> {
    const output = split === null ? this.#main : this.#splits.get(split);
    if (output === undefined) throw new Error(`IllegalArgumentException: split ${split} has no output`);
    return output;
  }
}

interface SourceOutput<Event> {
  readonly generator: WatermarkGenerator<Event>;
  readonly onEvent: WatermarkOutput;
  readonly onPeriodic: WatermarkOutput;
  readonly clock: ActivityClock;
}

interface SourceOutputSnapshot {
  readonly generator: GeneratorSnapshot;
  readonly clock: ActivityClockSnapshot;
}

export interface SourceOutputsSnapshot {
  readonly output: DataOutputSnapshot;
  readonly idleness: IdlenessManagerSnapshot;
  readonly multiplexer: MultiplexerSnapshot;
  readonly mainClock: ActivityClockSnapshot;
  readonly main: SourceOutputSnapshot;
  readonly splits: readonly (readonly [string, SourceOutputSnapshot])[];
}
