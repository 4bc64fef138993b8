/** The laws that every operator obeys, on random jobs of all kinds. `npm run sweep` tries many more of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Engine } from '../engine/engine.ts';
import type { Happening } from '../engine/job/happenings.ts';
import { Dictionary } from '../engine/rows/dictionary.ts';
import { type FreshRun, playInSteps, playReference, playTwice, watchWatermarks } from '../engine/testing/laws.ts';
import { type RandomJob, randomJob } from '../engine/testing/random-job.ts';
import { COLLECTOR, Collector } from '../world/collector.ts';
import { isStoredValue, KAFKA, KafkaService } from '../world/kafka-service.ts';
import { oneToOnePalette, wholePalette } from './harness/random-palette.ts';

const RUNS = Number(process.env.SWEEP ?? 25);
const seeds = fc.nat();
const steps = fc.array(fc.integer({ min: 1, max: 3_000_000 }), { maxLength: 20 });
// A smaller seed is no simpler job.
const options = { numRuns: RUNS, endOnFailure: true };

function begin(job: RandomJob): FreshRun & { readonly kafka: KafkaService } {
  const told: Happening[] = [];
  const kafka = new KafkaService(job.graph.settings.startAtMs);
  const engine = new Engine({
    graph: job.graph,
    dictionary: new Dictionary(),
    // Entries are numbered in the order of asking, which is nobody's business: here the features are the entry.
    predictions: { want: (_, [feature]) => Math.trunc(feature) || 0, value: (entry) => entry * 3 },
    services: { [COLLECTOR]: new Collector(), [KAFKA]: kafka },
    tell: (happening) => told.push(happening),
  });
  return { job, engine, told, kafka };
}

describe('a job of real operators', () => {
  it('does what one heap of events does, to the microsecond, wherever it is stopped', () => {
    const same = (seed: number, each: readonly number[]) => {
      expect(playInSteps(begin(randomJob(seed, wholePalette)), each)).toEqual(
        playReference(begin(randomJob(seed, wholePalette))),
      );
    };
    fc.assert(fc.property(seeds, steps, same), options);
  });

  it('goes on after a rewind as it went on before, and is in the same state', () => {
    const rewinds = (seed: number, there: number) => {
      const { first, second, before, again } = playTwice(begin(randomJob(seed, wholePalette)), there);
      expect(again).toEqual(before);
      expect(second).toEqual(first);
    };
    fc.assert(fc.property(seeds, fc.integer({ min: 0, max: 5_000_000 }), rewinds), {
      ...options,
      examples: [[19039740, 1550276]],
    });
  });

  it('sends rising watermarks along every channel', () => {
    const rises = (seed: number) => {
      const run = begin(randomJob(seed, wholePalette));
      watchWatermarks(run);
      playInSteps(run, []);
    };
    fc.assert(fc.property(seeds, rises), { ...options, numRuns: Math.ceil(RUNS / 2) });
  });
});

/** How often a read_committed reader sees each record of a source, by partition and offset, one map per topic. */
function committedCopies({ job, kafka }: ReturnType<typeof begin>) {
  return job.graph.nodes.flatMap(({ id, outputs }) => {
    if (outputs.length > 0) return [];
    const copies = new Map<string, number>();
    for (const { value } of kafka.read(id, 'read_committed')) {
      const lineage = isStoredValue(value) ? value.lineage : null;
      const name = lineage === null ? 'of nowhere' : `${lineage.source}/${lineage.partition}/${lineage.offset}`;
      copies.set(name, (copies.get(name) ?? 0) + 1);
    }
    return [{ topic: id, source: sourceOf(job, id), copies }];
  });
}

/** Follows the first input up to the source whose records arrive at a node. */
function sourceOf(job: FreshRun['job'], id: string) {
  let node = job.graph.nodes.findIndex((each) => each.id === id);
  while (job.graph.nodes[node].inputs.length > 0) node = job.graph.nodes[node].inputs[0].from;
  return job.graph.nodes[node];
}

/** The job with checkpoints by alignment, and one more kill somewhere on the way. */
function withKill(job: RandomJob, killAt: number): RandomJob {
  const { settings } = job.graph;
  const checkpointing = {
    ...settings.checkpointing,
    mode: 'exactly-once',
    intervalMs: settings.checkpointing.intervalMs || 150,
  } as const;
  const kill = { at: killAt, act: { kind: 'kill-task-manager', taskManager: 0 } } as const;
  const acts = [...job.acts.filter(({ act }) => act.kind !== 'silence'), kill];
  return { ...job, graph: { ...job.graph, settings: { ...settings, checkpointing } }, acts };
}

describe('an exactly-once sink', () => {
  it('shows a read_committed reader every record once when the job has finished, and none twice before, whatever was killed', () => {
    let finished = 0;
    const holds = (seed: number, killAt: number, until: number) => {
      const job = withKill(randomJob(seed, oneToOnePalette, true), killAt);
      const run = begin(job);
      playInSteps({ ...run, job: { ...job, until } }, []);
      for (const { copies } of committedCopies(run)) expect([...copies].filter(([, count]) => count > 1)).toEqual([]);
      run.engine.runUntil(job.until);
      const isFinished = run.engine.jobManager.state === 'finished';
      if (isFinished) finished++;
      for (const { source, copies } of committedCopies(run)) {
        expect([...copies].filter(([, count]) => count > 1)).toEqual([]);
        if (!isFinished || source.behaviour.role !== 'source') continue;
        const { stream } = source.behaviour;
        for (let partition = 0; partition < stream.partitions; partition++) {
          const length = stream.length?.(partition) ?? 0;
          for (let offset = 0; offset < length; offset++)
            expect(copies.get(`${source.id}/${partition}/${offset}`)).toBe(1);
        }
      }
    };
    const instant = fc.integer({ min: 0, max: 2_500_000 });
    // Transactions were left open that nobody looked for, behind a gap in the numbers and under an old number; and
    // what a dead subtask had sent went into the transaction of the next.
    const examples: [number, number, number][] = [
      [2147483631, 2021792, 6],
      [1351815245, 2122486, 942190],
      [263289720, 2341237, 1070860],
    ];
    fc.assert(fc.property(seeds, instant, instant, holds), { ...options, examples });
    expect(finished).toBeGreaterThan(RUNS / 3);
  });
});
