import { draw } from '../../base/distributions.ts';
import { invertPermutation, permutation } from '../../base/permutation.ts';
import { hashAt, streamKey } from '../../base/seeded-hash.ts';
import { CHANCE } from './chance.ts';
import { worldTables } from './tables.ts';

/**
 * Which parcel and which status stands at an offset, without a list of either.
 *
 * A partition is cut into blocks of twelve events; each holds every step of a parcel's life once, in an order
 * of its own. The pickup of parcel number b is in block b. Sixteen blocks are a group, and the sixteen parcels
 * picked up in a group have the sixteen length classes, shuffled: class 0 are the shortest planned deliveries.
 * Step s of the class-c parcel of group g stands in group g + lag(s, c), at the place class c has there. So each
 * parcel has each step once, long deliveries take longer than short ones, and both directions are a few hashes.
 *
 * It costs some truth: step times follow the plan, not the delivery as it comes out. The labels know that.
 */
export class StatusOrder {
  private readonly blockKey: number;
  private readonly groupKey: number;
  /** Groups from pickup to a step, `(partition × steps + step) × classes + class`. */
  private readonly lags: Int32Array;
  private readonly stepAtPlace = new Int8Array(ORDERS * STEPS);
  private readonly placeOfStep = new Int8Array(ORDERS * STEPS);

  /** `groupsPerMinute`: how many groups pass a minute in each partition. */
  constructor(seed: number, groupsPerMinute: readonly number[]) {
    this.blockKey = streamKey(seed, CHANCE.blockOrder);
    this.groupKey = streamKey(seed, CHANCE.groupOrder);
    this.lags = Int32Array.from(groupsPerMinute.flatMap(listLags));
    const orderKey = streamKey(seed, CHANCE.statusOrder);
    for (let order = 0; order < ORDERS; order++) {
      const steps = orderSteps(orderKey, order);
      this.stepAtPlace.set(steps, order * STEPS);
      this.placeOfStep.set(invertPermutation(steps), order * STEPS);
    }
  }

  /** Says what stands at an offset; offsets below 0 lie before the run, down to {@link FIRST_ORDINAL} blocks. */
  locate(partition: number, offset: number, out: StatusPlace): void {
    const run = Math.floor(offset / STEPS);
    const block = run + FIRST_ORDINAL;
    const order = hashAt(this.blockKey, partition, block) & (ORDERS - 1);
    const step = this.stepAtPlace[order * STEPS + (offset - run * STEPS)] ?? 0;
    const group = Math.floor(block / LENGTH_CLASSES);
    const lengthClass = this.classAt(partition, group, block - group * LENGTH_CLASSES);
    out.step = step;
    out.lengthClass = lengthClass;
    const lag = this.lags[(partition * STEPS + step) * LENGTH_CLASSES + lengthClass] ?? 0;
    out.ordinal = lag === 0 ? block : this.ordinalOf(partition, group - lag, lengthClass);
  }

  stepAt(partition: number, offset: number): number {
    const run = Math.floor(offset / STEPS);
    const order = hashAt(this.blockKey, partition, run + FIRST_ORDINAL) & (ORDERS - 1);
    return this.stepAtPlace[order * STEPS + (offset - run * STEPS)] ?? 0;
  }

  /** Length class of a parcel: 0 to {@link LENGTH_CLASSES} − 1. */
  classOf(partition: number, ordinal: number): number {
    const group = Math.floor(ordinal / LENGTH_CLASSES);
    return this.classAt(partition, group, ordinal - group * LENGTH_CLASSES);
  }

  /** Offset of a step of a parcel: the inverse of {@link locate}. */
  offsetOf(partition: number, ordinal: number, step: number): number {
    const group = Math.floor(ordinal / LENGTH_CLASSES);
    const lengthClass = this.classAt(partition, group, ordinal - group * LENGTH_CLASSES);
    const lag = this.lags[(partition * STEPS + step) * LENGTH_CLASSES + lengthClass] ?? 0;
    const block = lag === 0 ? ordinal : this.ordinalOf(partition, group + lag, lengthClass);
    return this.offsetInBlock(partition, block, step);
  }

  /** Offset of the pickup of a parcel: its own block's. */
  pickupOffset(partition: number, ordinal: number): number {
    return this.offsetInBlock(partition, ordinal, PICKED_UP);
  }

  private offsetInBlock(partition: number, block: number, step: number): number {
    const order = hashAt(this.blockKey, partition, block) & (ORDERS - 1);
    return (block - FIRST_ORDINAL) * STEPS + (this.placeOfStep[order * STEPS + step] ?? 0);
  }

  // The classes of a group are a·place + b mod 16 with a odd: a permutation that is undone by a table.
  private classAt(partition: number, group: number, place: number): number {
    const hash = hashAt(this.groupKey, partition, group);
    return (place * (((hash & 7) << 1) | 1) + (hash >>> 4)) & (LENGTH_CLASSES - 1);
  }

  private ordinalOf(partition: number, group: number, lengthClass: number): number {
    const hash = hashAt(this.groupKey, partition, group);
    const inverse = INVERSE_OF_ODD[hash & 7] ?? 1;
    const place = Math.imul(inverse, lengthClass - (hash >>> 4)) & (LENGTH_CLASSES - 1);
    return group * LENGTH_CLASSES + place;
  }
}

/** What {@link StatusOrder.locate} fills in. */
export interface StatusPlace {
  step: number;
  /** The parcel's number within its partition. */
  ordinal: number;
  lengthClass: number;
}

/** Events of a parcel's life. */
export const STEPS = 12;
export const PICKED_UP = 0;
/** The third hub scan and the loading of the van, one right after the other (exercise E07 lives on such pairs). */
export const LAST_HUB_SCAN = 3;
export const LOADED = 4;

export const STATUSES: readonly string[] = ['PICKED_UP', 'HUB_SCAN', 'OUT_FOR_DELIVERY', 'IN_TRANSIT', 'DELIVERED'];
/** Index into {@link STATUSES} of each step. */
export const STATUS_OF_STEP: readonly number[] = [0, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 4];

export const LENGTH_CLASSES = 16;
/** Number of the parcel picked up in the run's first block; smaller ones were picked up before the run. */
export const FIRST_ORDINAL = 67_108_864;

/** When each step comes, as a share of the planned duration. */
const STEP_SHARES: readonly number[] = [0, 0.03, 0.07, 0.11, 0.11, 0.25, 0.38, 0.51, 0.64, 0.77, 0.9, 1];
const ORDERS = 64;
const INVERSE_OF_ODD: readonly number[] = [1, 11, 13, 7, 9, 3, 5, 15];

/** A delivery takes about a tenth longer than planned, and a quarter of an hour at hub and door. */
function usualMinutes(lengthClass: number): number {
  return 18 + 1.1 * draw(worldTables().plannedMinutes, (lengthClass + 0.5) / LENGTH_CLASSES);
}

function listLags(groupsPerMinute: number): number[] {
  const lags = new Array<number>(STEPS * LENGTH_CLASSES).fill(0);
  for (let lengthClass = 0; lengthClass < LENGTH_CLASSES; lengthClass++) {
    let last = 0;
    for (let step = 1; step < STEPS; step++) {
      const minutes = (STEP_SHARES[step] ?? 0) * usualMinutes(lengthClass);
      // In a later group, every event of a parcel comes after all its earlier ones.
      if (step !== LOADED) last = Math.max(last + 1, Math.round(minutes * groupsPerMinute));
      lags[step * LENGTH_CLASSES + lengthClass] = last;
    }
  }
  return lags;
}

/** One order of the twelve steps in a block, in which loading follows the last hub scan at once. */
function orderSteps(key: number, order: number): Int32Array {
  const steps: number[] = [];
  for (const unit of permutation(STEPS - 1, key, order)) {
    const step = unit < LOADED ? unit : unit + 1;
    steps.push(step);
    if (step === LAST_HUB_SCAN) steps.push(LOADED);
  }
  return Int32Array.from(steps);
}
