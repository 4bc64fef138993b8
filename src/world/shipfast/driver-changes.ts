import { draw } from '../../base/distributions.ts';
import { streamKey, unitAt } from '../../base/seeded-hash.ts';
import type { EventStream, StreamField } from '../../engine/event-stream.ts';
import { DAY_MS } from './calendar.ts';
import { CHANCE } from './chance.ts';
import { blankProfile, DRIVER_STATUSES, type Drivers } from './drivers.ts';
import { DRIVERS } from './parcels.ts';
import { DRIVER_NAMES } from './shipments.ts';
import { worldTables } from './tables.ts';

/** As Debezium names them: created, updated, deleted, read by the first snapshot. */
export const CHANGE_OPERATIONS: readonly string[] = ['c', 'u', 'd', 'r'];
const CREATE = 0;
const UPDATE = 1;
const DELETE = 2;
const READ = 3;

export const DRIVER_FIELDS: readonly StreamField[] = [
  { name: 'driver', type: 'string', values: DRIVER_NAMES },
  { name: 'op', type: 'string', values: CHANGE_OPERATIONS },
  { name: 'on_time_rate', type: 'number' },
  { name: 'avg_speed_mph', type: 'number', unit: 'mph' },
  { name: 'experience_yr', type: 'number', unit: 'years' },
  { name: 'vehicle_capacity_lb', type: 'number', unit: 'lb' },
  { name: 'status', type: 'string', values: DRIVER_STATUSES },
  { name: 'lsn', type: 'integer' },
  { name: 'source_ts', type: 'time', unit: 'ms' },
];

/**
 * Changes of the drivers' table as its log tells them, in one partition, in the order of their commits: first a
 * snapshot of all rows at run time 0, ten microseconds apart, then what happens. A deleted row has no values
 * (missing: NaN, status −1). Event time is the commit's.
 *
 * The log is listed day by day when first asked for: about a millisecond and 150 KB for each day of the run.
 */
export class DriverChanges implements EventStream {
  readonly partitions = 1;
  readonly fields = DRIVER_FIELDS;
  private readonly drivers: Drivers;
  private readonly startAt: number;
  private readonly lagKey: number;
  private readonly lags = worldTables().connectorLag;
  private readonly chapters: Chapter[] = [];
  private readonly profile = blankProfile();

  constructor(seed: number, startAt: number, drivers: Drivers) {
    this.startAt = startAt;
    this.drivers = drivers;
    this.lagKey = streamKey(seed, CHANCE.connectorLag);
  }

  arrivalMicros(_partition: number, offset: number): number {
    const chapter = this.chapterOf(offset);
    return chapter.arrivals[offset - chapter.from] ?? 0;
  }

  read(_partition: number, offset: number, out: Float64Array): number {
    const chapter = this.chapterOf(offset);
    const at = offset - chapter.from;
    const driver = chapter.drivers[at] ?? 0;
    const operation = chapter.operations[at] ?? 0;
    const commit = chapter.commits[at] ?? 0;
    const profile = this.profile;
    const isDeleted = operation === DELETE;
    if (!isDeleted) this.drivers.read(driver, commit, profile);
    out[0] = driver;
    out[1] = operation;
    out[2] = isDeleted ? Number.NaN : profile.onTimeRate;
    out[3] = isDeleted ? Number.NaN : profile.avgSpeedMph;
    out[4] = isDeleted ? Number.NaN : profile.experienceYr;
    out[5] = isDeleted ? Number.NaN : profile.vehicleCapacityLb;
    out[6] = isDeleted ? -1 : profile.status;
    out[7] = chapter.positions[at] ?? 0;
    out[8] = commit;
    return commit;
  }

  /** Chapter 0 is the snapshot, chapter n the n-th day of the run. */
  private chapterOf(offset: number): Chapter {
    let chapter = this.chapters[this.chapters.length - 1] ?? this.addSnapshot();
    while (offset >= chapter.from + chapter.arrivals.length) chapter = this.addDay(chapter);
    if (offset >= chapter.from) return chapter;
    let low = 0;
    let high = this.chapters.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.chapters[middle]?.from ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.chapters[low] ?? chapter;
  }

  private addSnapshot(): Chapter {
    const changes: Change[] = [];
    for (let driver = 0; driver < DRIVERS; driver++) {
      const isThere = this.drivers.isKnown(driver, this.startAt);
      if (isThere) changes.push({ driver, operation: READ, commit: this.startAt });
    }
    return this.add(changes, 0, (_change, i) => 10 * i);
  }

  private addDay(before: Chapter): Chapter {
    const day = Math.floor(this.startAt / DAY_MS) + this.chapters.length - 1;
    const changes: Change[] = [];
    for (let driver = 0; driver < DRIVERS; driver++) {
      const { updates, replacement, offShift } = this.drivers.dayOf(driver, day);
      for (const commit of updates) changes.push({ driver, operation: UPDATE, commit });
      if (offShift !== null) {
        changes.push({ driver, operation: UPDATE, commit: offShift.from });
        changes.push({ driver, operation: UPDATE, commit: offShift.to });
      }
      if (replacement !== null) {
        changes.push({ driver, operation: DELETE, commit: replacement.left });
        changes.push({ driver, operation: CREATE, commit: replacement.entered });
      }
    }
    // Sorting is stable, so a change of a number keeps its delete before its create.
    const later = changes.filter((change) => change.commit > this.startAt).sort((a, b) => a.commit - b.commit);
    const from = before.from + before.arrivals.length;
    let last = before.arrivals[before.arrivals.length - 1] ?? 0;
    return this.add(later, from, (change, i) => {
      // One reader follows one log: a change never overtakes the one before.
      const lagMillis = 1000 * draw(this.lags, unitAt(this.lagKey, 0, from + i));
      last = Math.max(last, Math.floor((change.commit - this.startAt + lagMillis) * 1000));
      return last;
    });
  }

  private add(changes: readonly Change[], from: number, arrivalOf: (change: Change, i: number) => number): Chapter {
    const chapter: Chapter = {
      from,
      drivers: Int32Array.from(changes, (change) => change.driver),
      operations: Int8Array.from(changes, (change) => change.operation),
      commits: Float64Array.from(changes, (change) => change.commit),
      positions: Float64Array.from(changes, (change, i) => logPosition(changes, change, i)),
      arrivals: Float64Array.from(changes, arrivalOf),
    };
    this.chapters.push(chapter);
    return chapter;
  }
}

interface Change {
  readonly driver: number;
  readonly operation: number;
  readonly commit: number;
}

interface Chapter {
  /** Offset of its first change. */
  readonly from: number;
  readonly drivers: Int32Array;
  readonly operations: Int8Array;
  readonly commits: Float64Array;
  readonly positions: Float64Array;
  readonly arrivals: Float64Array;
}

/** Log sequence number: it rises with every change, and all rows of a snapshot share one. */
function logPosition(changes: readonly Change[], change: Change, i: number): number {
  const base = (change.commit - LOG_BEGAN_AT) * 64;
  if (change.operation === READ) return base;
  let same = 1;
  while (changes[i - same]?.commit === change.commit) same += 1;
  return base + same;
}

/** 2020-01-01, epoch ms. */
const LOG_BEGAN_AT = 1_577_836_800_000;
