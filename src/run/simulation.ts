/** An engine with the world around it, made from a validated pipeline. */
import { Engine, type EngineSnapshot } from '../engine/engine.ts';
import type { Happening } from '../engine/job/happenings.ts';
import type { Dictionary } from '../engine/rows/dictionary.ts';
import type { BoundPipeline } from '../pipeline/bound-pipeline.ts';
import type { Intervention } from '../pipeline/document.ts';
import { COLLECTOR, Collector } from '../world/collector.ts';
import { KAFKA, KafkaService } from '../world/kafka-service.ts';
import { expandPipeline, type Surroundings } from './expand.ts';
import { scheduleIntervention } from './interventions.ts';
import type { SessionPredictions } from './predictions.ts';

export interface SimulationParts {
  readonly pipeline: BoundPipeline;
  readonly surroundings: Surroundings;
  readonly dictionary: Dictionary;
  readonly predictions: SessionPredictions;
  readonly tell: (happening: Happening) => void;
}

export class Simulation {
  readonly engine: Engine;
  readonly kafka: KafkaService;
  readonly collector: Collector;
  readonly pipeline: BoundPipeline;
  readonly predictions: SessionPredictions;

  constructor(parts: SimulationParts) {
    const { pipeline, surroundings, dictionary, predictions, tell } = parts;
    this.pipeline = pipeline;
    this.predictions = predictions;
    this.kafka = new KafkaService(surroundings.startAtMs);
    this.collector = new Collector();
    const services = { [KAFKA]: this.kafka, [COLLECTOR]: this.collector };
    this.engine = new Engine({
      graph: expandPipeline(pipeline, surroundings),
      dictionary,
      predictions,
      services,
      tell,
    });
  }

  schedule(interventions: readonly Intervention[]): void {
    for (const intervention of interventions) scheduleIntervention(this.engine, intervention);
  }

  /** Runs until all before `until` is done, waiting for predictions where something reads them. */
  async runTo(until: number): Promise<'reached' | 'finished'> {
    for (;;) {
      const stop = this.engine.runUntil(until);
      if (stop !== 'waiting') return stop;
      await this.predictions.fill();
    }
  }

  save(): EngineSnapshot {
    return this.engine.save();
  }

  load(snapshot: EngineSnapshot): void {
    this.engine.load(snapshot);
  }
}
