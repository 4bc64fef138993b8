/** The measurements that run in a worker of a browser as they run in Node, and the shapes in which they come back. */
import { z } from 'zod';
import type { ModelSession } from '../src/inference/index.ts';
import { measureP12 } from './p12/measure.ts';
import { measureSeeks } from './shipfast/measure-seeks.ts';
import { measureShipfast } from './shipfast/measure-speed.ts';

const percentiles = { p50: z.number(), p95: z.number() };

export const shapes = {
  p12: z.object({ timesRealTime: z.number(), ratioToLoop: z.number(), timesReference: z.number() }),
  shipfast: z.object({ timesRealTime: z.number() }),
  seeks: z.object({
    seekMs: z.object(percentiles),
    seekAnywhereMs: z.object({ ...percentiles, profile: z.literal('meso'), minutes: z.number() }),
  }),
};

export type Work = keyof typeof shapes;

/** The model is opened only where it predicts: its runtime is large. */
export async function runWork(work: Work, openModel: () => Promise<ModelSession>): Promise<unknown> {
  switch (work) {
    case 'p12':
      return measureP12();
    case 'shipfast':
      return measureShipfast(await openModel());
    case 'seeks':
      return measureSeeks(await openModel());
  }
}
