import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { z } from 'zod';

const reportSchema = z.object({
  model: z.object({ predictions: z.number(), absErrorMinutes: z.object({ p50: z.number(), p99: z.number() }) }),
});

test.each([42, 7, 2])(
  'the first five minutes of shipfast keep the promise too: 99 %% of errors within 8 minutes, seed %i',
  (seed) => {
    const run = ['src/cli/main.ts', 'run', 'shipfast', '--until', '5m', '--seed', String(seed), '--json'];
    const text = execFileSync(process.execPath, ['scripts/run-ts.mjs', ...run], { encoding: 'utf8' });
    const { model } = reportSchema.parse(JSON.parse(text));
    expect(model.predictions).toBeGreaterThan(4500);
    expect(model.absErrorMinutes.p50).toBeGreaterThan(1);
    expect(model.absErrorMinutes.p99).toBeLessThanOrEqual(8);
  },
  60_000,
);
