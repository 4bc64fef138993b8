/** The measurements that run in a worker of a browser as they run in Node, and the shapes in which they come back. */
import { z } from 'zod';
import type { ModelSession } from '../src/inference/index.ts';
import { measureP12, measureReference } from './p12/measure.ts';
import { measureRecentSeeks, measureSeeksAnywhere } from './shipfast/measure-seeks.ts';
import { measureShipfast } from './shipfast/measure-speed.ts';

export const p12Shape = z.object({ timesRealTime: z.number(), ratioToLoop: z.number() });
export const speedShape = z.object({ timesRealTime: z.number() });
export const percentilesShape = z.object({ p50: z.number(), p95: z.number() });

export const workShape = z.enum(['p12', 'p12-reference', 'shipfast', 'recent-seeks', 'meso-seeks', 'micro-seeks']);
export type Work = z.infer<typeof workShape>;

/** The model is opened only where it predicts: its runtime is large. */
export async function runWork(work: Work, openModel: () => Promise<ModelSession>): Promise<unknown> {
  switch (work) {
    case 'p12':
      return measureP12();
    case 'p12-reference':
      return measureReference();
    case 'shipfast':
      return measureShipfast(await openModel());
    case 'recent-seeks':
      return measureRecentSeeks(await openModel());
    case 'meso-seeks':
      return measureSeeksAnywhere('meso', await openModel());
    case 'micro-seeks':
      return measureSeeksAnywhere('micro', await openModel());
  }
}
