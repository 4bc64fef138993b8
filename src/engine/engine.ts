/**
 * One run: its subtasks, its job manager, the services around it, and virtual time.
 *
 * The scheduler is a conservative bounded-lag simulation on one thread. Whatever leaves a subtask takes at least
 * the smallest latency L to reach another, credits included; so within a window [W, W + L) no two can influence
 * each other, and each may be run through it in any order. Windows end at faults and other acts upon the
 * whole job, which precede everything else at their instant. Stopping anywhere changes nothing.
 */
import { assert } from '../base/assert.ts';
import { unit } from '../base/seeded-hash.ts';
import type { Actor } from './actor.ts';
import type { EngineServices, Predictions } from './engine-services.ts';
import { type Act, applyAct } from './job/acts.ts';
import type { Happening } from './job/happenings.ts';
import { JobManager } from './job/job-manager.ts';
import type { JobGraph } from './job-graph.ts';
import type { Lineage } from './operator.ts';
import { OFFSET_FIELD, PARTITION_FIELD, type PlannedJob, planJob } from './plan-job.ts';
import type { Dictionary } from './rows/dictionary.ts';
import type { FieldReader } from './rows/field-access.ts';
import { markRows } from './rows/mark-rows.ts';
import type { RawRecord } from './rows/raw-record.ts';
import { RowReader } from './rows/row-reader.ts';
import type { RowTable } from './rows/row-table.ts';
import { ServiceActor } from './service-actor.ts';
import { loadTask, saveTask } from './task/task-snapshot.ts';
import { VirtualClock } from './virtual-clock.ts';
import type { WorldService } from './world-service.ts';

export interface EngineParts {
  readonly graph: JobGraph;
  readonly dictionary: Dictionary;
  readonly predictions: Predictions;
  /** Services by the name that operators call them. */
  readonly services: Readonly<Record<string, WorldService>>;
  readonly tell: (happening: Happening) => void;
}

/** Why `runUntil` returned. */
export type Stop = 'reached' | 'waiting' | 'finished';

interface DueAct {
  readonly at: number;
  /** From outside: not part of a snapshot, as whoever loads one knows what is to be done to the run. */
  readonly isFromOutside: boolean;
  readonly count: number;
  readonly act: Act;
}

/** Where the records of a table come from, and where that is written. */
interface Origin {
  readonly source: string;
  readonly partition: FieldReader;
  readonly offset: FieldReader;
}

const RESTART_STREAM = 0x7265;

export class Engine {
  readonly job: PlannedJob;
  readonly jobManager: JobManager;
  readonly services: ReadonlyMap<string, ServiceActor>;
  readonly clock: VirtualClock;
  readonly dictionary: Dictionary;
  readonly predictions: Predictions;
  readonly tell: (happening: Happening) => void;
  /** Everything before this instant has been done, nothing at or after it. */
  at = 0;
  private readonly shared: EngineServices;
  private readonly actors: readonly Actor[];
  private readonly latency: number;
  private acts: DueAct[] = [];
  private actCount = 0;
  private isWaiting = false;
  private isPressed = false;

  constructor(parts: EngineParts) {
    const { graph, dictionary, predictions } = parts;
    this.dictionary = dictionary;
    this.predictions = predictions;
    this.tell = parts.tell;
    this.clock = new VirtualClock(graph.settings.startAtMs);
    this.latency = graph.settings.channelLatencyMicros;
    this.shared = this.makeServices(graph, dictionary, predictions);
    this.job = planJob(graph, dictionary, this.shared);
    const { tasks, tables } = this.job;
    for (const table of tables) {
      table.onPressure(() => {
        this.isPressed = true;
      });
    }
    this.jobManager = new JobManager({
      id: tasks.length,
      settings: graph.settings,
      clock: this.clock,
      tasks,
      random: (n) => unit(graph.settings.seed, RESTART_STREAM, 0, n),
      order: (at, order) => this.schedule(at, order, false),
      tell: (happening) => this.tell(happening),
    });
    this.services = new Map(
      Object.entries(parts.services).map(([name, service], i) => [
        name,
        new ServiceActor(tasks.length + 1 + i, service, tasks),
      ]),
    );
    this.actors = [...tasks, this.jobManager, ...this.services.values()];
    for (const task of tasks) task.start(0);
  }

  /** Runs until all before `until` is done, or a prediction is missing, or the job has finished. */
  runUntil(until: number): Stop {
    const { actors } = this;
    this.isWaiting = false;
    for (;;) {
      const first = this.nextActivity();
      const actAt = this.acts.length === 0 ? Infinity : this.acts[0].at;
      if (actAt < until && actAt <= first) {
        this.applyActs(actAt);
        continue;
      }
      if (first >= until) {
        if (until < Infinity) this.at = Math.max(this.at, until);
        return this.jobManager.state === 'finished' && first === Infinity ? 'finished' : 'reached';
      }
      const end = Math.min(first + this.latency, until, actAt);
      for (let i = 0; i < actors.length; i++) if (actors[i].nextAt < end) actors[i].run(end);
      if (this.isPressed) this.releaseRows();
      if (this.isWaiting) return 'waiting';
      this.at = end;
    }
  }

  /** When the next thing happens in the job or to it; Infinity: nothing will. */
  nextEvent(): number {
    return Math.min(this.nextActivity(), this.acts.length === 0 ? Infinity : this.acts[0].at);
  }

  /** Has something done to the whole job at an instant not yet passed: faults first, then the job manager's orders. */
  schedule(at: number, act: Act, isFromOutside = true): void {
    assert(at >= this.at, 'an act cannot be in the past');
    this.acts.push({ at, isFromOutside, count: this.actCount++, act });
    this.acts.sort((a, b) => a.at - b.at || Number(b.isFromOutside) - Number(a.isFromOutside) || a.count - b.count);
  }

  /** Where a row of a table comes from, and a copy of it, for whoever looks from outside. */
  lineage(table: RowTable, row: number): Lineage | null {
    return this.shared.lineage(table, row);
  }

  copyOut(table: RowTable, row: number, timestamp: number): RawRecord {
    return this.shared.copyOut(table, row, timestamp);
  }

  save() {
    this.releaseRows();
    const { at, acts, actCount, job } = this;
    return {
      at,
      acts: acts.filter((due) => !due.isFromOutside),
      actCount,
      tables: job.tables.map((table) => table.save()),
      tasks: job.tasks.map(saveTask),
      jobManager: this.jobManager.save(),
      services: [...this.services.values()].map((service) => service.save()),
      taskManagers: job.taskManagers.map(({ isAlive, backAt }) => ({ isAlive, backAt })),
      world: job.graph.nodes.map((node, n) => {
        const partitions = node.behaviour.role === 'source' ? node.behaviour.stream.partitions : 0;
        return Array.from({ length: partitions }, (_, p) => {
          const { silences, injected } = job.worldOf(n, p);
          return { silences: silences.slice(), injected: injected.slice() };
        });
      }),
    };
  }

  load(snapshot: EngineSnapshot): void {
    const { job } = this;
    this.at = snapshot.at;
    this.acts = snapshot.acts.slice();
    this.actCount = snapshot.actCount;
    this.isWaiting = false;
    snapshot.world.forEach((partitions, n) => {
      partitions.forEach(({ silences, injected }, p) => {
        const world = job.worldOf(n, p);
        world.silences.splice(0, world.silences.length, ...silences);
        world.injected.splice(0, world.injected.length, ...injected);
      });
    });
    job.tables.forEach((table, i) => {
      table.load(snapshot.tables[i]);
    });
    job.tasks.forEach((task, i) => {
      loadTask(task, snapshot.tasks[i]);
    });
    this.jobManager.load(snapshot.jobManager);
    [...this.services.values()].forEach((service, i) => {
      service.load(snapshot.services[i]);
    });
    job.taskManagers.forEach((manager, i) => {
      Object.assign(manager, snapshot.taskManagers[i]);
    });
  }

  private nextActivity(): number {
    const { actors } = this;
    let first = Infinity;
    for (let i = 0; i < actors.length; i++) if (actors[i].nextAt < first) first = actors[i].nextAt;
    return first;
  }

  private applyActs(at: number): void {
    this.at = at;
    while (this.acts.length > 0 && this.acts[0].at === at) {
      const due = this.acts.shift();
      if (due !== undefined) applyAct(this, due.act);
    }
  }

  private releaseRows(): void {
    this.isPressed = false;
    markRows(this.job);
  }

  private makeServices(graph: JobGraph, dictionary: Dictionary, predictions: Predictions): EngineServices {
    const rootOf = (table: RowTable): RowTable => {
      const above = table.ancestorTable ?? table.lineageTable;
      return above === null ? table : rootOf(above);
    };
    const readers = new Map<RowTable, RowReader>();
    const readerOf = (table: RowTable): RowReader => {
      const known = readers.get(table) ?? new RowReader(table.schema.flatMap(({ name }) => table.reader(name) ?? []));
      readers.set(table, known);
      return known;
    };
    const origins = new Map<RowTable, Origin | null>();
    const originOf = (table: RowTable): Origin | null => {
      const [partition, offset] = [table.reader(PARTITION_FIELD), table.reader(OFFSET_FIELD)];
      if (partition === undefined || offset === undefined) return null;
      return { source: this.sourceOf(rootOf(table)), partition, offset };
    };
    return {
      seed: graph.settings.seed,
      clock: this.clock,
      dictionary,
      predictions,
      lineage: (table, row) => {
        let origin = origins.get(table);
        if (origin === undefined) {
          origin = originOf(table);
          origins.set(table, origin);
        }
        if (origin === null) return null;
        return { source: origin.source, partition: origin.partition.read(row), offset: origin.offset.read(row) };
      },
      copyOut: (table, row, timestamp) => {
        const reader = readerOf(table);
        reader.read(row);
        return { schema: table.schema, numbers: reader.values.slice(), timestamp };
      },
      onFiring: (host) => this.tell({ kind: 'firing', at: host.task.now, node: host.node, subtask: host.subtask }),
      onSourceWatermark: (host, watermark) =>
        this.tell({ kind: 'watermark', at: host.task.now, node: host.node, watermark }),
      onLate: (host) =>
        this.tell({ kind: 'late', at: host.task.now, node: host.node, subtask: host.subtask, eventTime: host.time }),
      onWaiting: () => {
        this.isWaiting = true;
      },
      postToService: (name, at, sender, count, letter) => {
        const service = this.services.get(name);
        if (service === undefined) throw new Error(`no service is called ${name}`);
        service.post(at, sender, count, letter);
      },
      postToJobManager: (at, sender, count, letter) => this.jobManager.post(at, sender, count, letter),
    };
  }

  private sourceOf(table: RowTable): string {
    const node = this.job.outputTables.findIndex((tables) => tables.includes(table));
    return this.job.graph.nodes[node].id;
  }
}

export type EngineSnapshot = ReturnType<Engine['save']>;
