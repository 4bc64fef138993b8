import { performance } from 'node:perf_hooks';
import type { ModelSession } from '../../inference/index.ts';

/** Rows per second at several sizes of batch, each measured for a third of a second. */
export async function measureSpeed(
  session: ModelSession,
): Promise<readonly { batch: number; rowsPerSecond: number }[]> {
  const speeds: { batch: number; rowsPerSecond: number }[] = [];
  for (const batch of [1, 32, 256, 1024]) {
    const features = new Float32Array(batch * session.inputCount).fill(1);
    for (let warm = 0; warm < 20; warm++) await session.run(features, batch);
    let rows = 0;
    const start = performance.now();
    while (performance.now() - start < 333) {
      await session.run(features, batch);
      rows += batch;
    }
    speeds.push({ batch, rowsPerSecond: Math.round((1000 * rows) / (performance.now() - start)) });
  }
  return speeds;
}
