import { assert } from '../../base/assert.ts';
import { draw } from '../../base/distributions.ts';
import { derive, hashAt, streamKey, TO_UNIT } from '../../base/seeded-hash.ts';
import type { EventStream, StreamField } from '../../engine/event-stream.ts';
import { CHANCE } from './chance.ts';
import type { GroundTruth } from './ground-truth.ts';
import { firstAfter } from './offsets-up-to.ts';
import { ordinalOfParcel, parcelNumber, partitionOfParcel } from './parcels.ts';
import type { Shipments } from './shipments.ts';
import { FIRST_ORDINAL, STEPS } from './status-order.ts';
import { worldTables } from './tables.ts';
import { PARTITIONS, ZONE_NAMES, ZONE_WEIGHTS } from './zones.ts';

export const LABEL_FIELDS: readonly StreamField[] = [
  { name: 'parcel', type: 'integer' },
  { name: 'zone', type: 'string', values: ZONE_NAMES },
  { name: 'delivered_minutes', type: 'number', unit: 'min' },
  { name: 'pickup_time', type: 'time', unit: 'ms' },
];

export interface LabelSettings {
  readonly seed: number;
  readonly startAt: number;
  readonly historyHours: number;
}

/**
 * Delivery labels: what a delivery took, told once it is over, about twenty seconds later. 1.5 % never come
 * (6 % in zone 12), 2 % come twice. Event time is the delivery's.
 *
 * Labels come in another order than pickups, so the log is listed, ten minutes of run time and one partition at a
 * time, when first asked for: every pickup up to then is judged once, about 1.5 µs each. Pickups reach back
 * `historyHours` before the run, so that labels flow from its start; with 0, the first come after an hour. About
 * 16 bytes a label are kept for the whole run.
 */
export class Labels implements EventStream {
  readonly partitions = PARTITIONS;
  readonly fields = LABEL_FIELDS;
  private readonly settings: LabelSettings;
  private readonly shipments: Shipments;
  private readonly truth: GroundTruth;
  private readonly key: number;
  private readonly lags = worldTables().labelLag;
  private readonly logs: readonly PartitionLog[];

  constructor(settings: LabelSettings, shipments: Shipments, truth: GroundTruth) {
    this.settings = settings;
    this.shipments = shipments;
    this.truth = truth;
    this.key = streamKey(settings.seed, CHANCE.label);
    this.logs = Array.from({ length: PARTITIONS }, () => ({
      chapters: [],
      pending: new Map(),
      nextOrdinal: Number.NaN,
    }));
  }

  arrivalMicros(partition: number, offset: number): number {
    const chapter = this.chapterOf(partition, offset);
    return chapter.arrivals[offset - chapter.from] ?? 0;
  }

  read(partition: number, offset: number, out: Float64Array): number {
    const chapter = this.chapterOf(partition, offset);
    const parcel = chapter.parcels[offset - chapter.from] ?? 0;
    const ordinal = ordinalOfParcel(parcel);
    const pickup = this.shipments.pickupTime(partition, ordinal);
    const minutes = this.truth.deliveryMinutes(parcel);
    out[0] = parcel;
    out[1] = this.shipments.parcels.zoneOf(partition, ordinal);
    out[2] = Math.round(minutes * 100) / 100;
    out[3] = pickup;
    return pickup + Math.floor(minutes * 60_000);
  }

  /** Epoch ms at which a parcel's labels arrive; `null` for one that gets lost. Shapes: one or two times. */
  arrivalsOf(parcel: number): readonly number[] | null {
    const partition = partitionOfParcel(parcel);
    const ordinal = ordinalOfParcel(parcel);
    const hash = hashAt(this.key, partition, ordinal);
    const chance = (n: number) => derive(hash, n) * TO_UNIT;
    const zone = this.shipments.parcels.zoneOf(partition, ordinal);
    if (chance(0) < (zone === FORGETFUL_ZONE ? LOST_IN_FORGETFUL_ZONE : LOST_ELSEWHERE)) return null;
    const minutes = this.truth.deliveryMinutes(parcel);
    // Listing by chapters relies on it: no label may come before the pickup's own arrival.
    assert(minutes > 30, `parcel ${parcel}: delivered after ${minutes} minutes`);
    const lagMillis = 1000 * draw(this.lags, chance(1));
    const first = this.shipments.pickupTime(partition, ordinal) + minutes * 60_000 + lagMillis;
    return chance(2) < 0.02 ? [first, first + 60_000 + 29 * 60_000 * chance(3)] : [first];
  }

  private chapterOf(partition: number, offset: number): LabelChapter {
    const log = this.logs[partition];
    assert(log !== undefined, `labels have no partition ${partition}`);
    let last = log.chapters[log.chapters.length - 1] ?? this.addChapter(partition, log, 0);
    while (offset >= last.from + last.arrivals.length) {
      last = this.addChapter(partition, log, last.from + last.arrivals.length);
    }
    let low = 0;
    let high = log.chapters.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((log.chapters[middle]?.from ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return log.chapters[low] ?? last;
  }

  private addChapter(partition: number, log: PartitionLog, from: number): LabelChapter {
    const number = log.chapters.length;
    this.judgePickups(partition, log, (number + 1) * CHAPTER_MICROS);
    const labels = log.pending.get(number) ?? [];
    log.pending.delete(number);
    const order = Array.from({ length: labels.length / 2 }, (_, i) => 2 * i);
    // Equal times: the smaller parcel first, whatever order they were judged in.
    order.sort((a, b) => (labels[a] ?? 0) - (labels[b] ?? 0) || (labels[a + 1] ?? 0) - (labels[b + 1] ?? 0));
    const chapter: LabelChapter = {
      from,
      arrivals: Float64Array.from(order, (i) => labels[i] ?? 0),
      parcels: Float64Array.from(order, (i) => labels[i + 1] ?? 0),
    };
    log.chapters.push(chapter);
    return chapter;
  }

  /** Puts the labels of all parcels picked up before `untilMicros` into the chapters in which they arrive. */
  private judgePickups(partition: number, log: PartitionLog, untilMicros: number): void {
    const { startAt, historyHours } = this.settings;
    if (Number.isNaN(log.nextOrdinal)) {
      log.nextOrdinal = FIRST_ORDINAL + this.blocksBefore(partition, historyHours);
    }
    for (; ; log.nextOrdinal++) {
      const ordinal = log.nextOrdinal;
      const offset = this.shipments.order.pickupOffset(partition, ordinal);
      if (this.shipments.arrivalMicros(partition, offset) >= untilMicros) return;
      const parcel = parcelNumber(partition, ordinal);
      for (const time of this.arrivalsOf(parcel) ?? []) {
        const micros = Math.floor((time - startAt) * 1000);
        if (micros < 0) continue;
        const number = Math.floor(micros / CHAPTER_MICROS);
        const pending = log.pending.get(number);
        if (pending === undefined) log.pending.set(number, [micros, parcel]);
        else pending.push(micros, parcel);
      }
    }
  }

  /** How many blocks of the shipments' partition lie in the hours before the run, as a number below 0. */
  private blocksBefore(partition: number, hours: number): number {
    if (hours === 0) return 0;
    const first = firstAfter(this.shipments, partition, -hours * 3_600e6, -FIRST_ORDINAL, 0);
    return Math.floor(first / STEPS);
  }
}

interface PartitionLog {
  readonly chapters: LabelChapter[];
  /** Labels that arrive in chapters not listed yet, by chapter: microseconds and parcel by turns. */
  readonly pending: Map<number, number[]>;
  /** The next parcel to judge. */
  nextOrdinal: number;
}

interface LabelChapter {
  readonly from: number;
  readonly arrivals: Float64Array;
  readonly parcels: Float64Array;
}

const CHAPTER_MICROS = 600e6;
const FORGETFUL_ZONE = 12;
const LOST_IN_FORGETFUL_ZONE = 0.06;
/** So that 1.5 % are lost over all zones. */
const LOST_ELSEWHERE = lostElsewhere();

function lostElsewhere(): number {
  const share = ZONE_WEIGHTS[FORGETFUL_ZONE] ?? 0;
  return (0.015 - share * LOST_IN_FORGETFUL_ZONE) / (1 - share);
}
