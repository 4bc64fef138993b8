/**
 * `npm run models` trains the delivery-time model of preset `shipfast` from the
 * synthetic world and writes it, with what it is worth, to `public/models/`.
 * With `--check` nothing is written: it trains again and compares the bytes.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { openModel } from '../inference/session.node.ts';
import { measureSpeed } from './models/measure-speed.ts';
import { type EtaPlan, trainEta } from './models/train-eta.ts';

const ETA_V1: EtaPlan = {
  version: 'eta-v1',
  // Weather keeps its strength for hours, so many weeks say more of it than many parcels of few weeks.
  training: { seeds: Array.from({ length: 24 }, (_, n) => 101 + n), firstDay: 1, days: 7, stride: 4000 },
  unseen: { seeds: [7, 11, 23, 42, 47], firstDay: 40, days: 7, stride: 4000 },
  lostShare: 0.02,
};

/** The promise of the preset: 99 % of predictions are off by no more. */
const LARGEST_P99_MINUTES = 8;

const folder = new URL('../../public/models/', import.meta.url);
const modelFile = new URL(`${ETA_V1.version}.onnx`, folder);
const reportFile = new URL(`${ETA_V1.version}.json`, folder);

const start = performance.now();
const { bytes, report } = await trainEta(ETA_V1, console.log);
console.log(
  `Chosen: ${report.family}, ${bytes.length} bytes, after ${Math.round((performance.now() - start) / 1000)} s.`,
);
for (const [flag, errors] of Object.entries(report.whenMissing)) {
  console.log(`${flag} in every row: p99 ${errors.p99.toFixed(1)} min`);
}
await printSpeed();

if (process.argv.includes('--check')) {
  const isEqual = Buffer.compare(bytes, await readFile(modelFile)) === 0;
  console.log(isEqual ? 'Trained again, the model has the same bytes.' : 'Trained again, the model has other bytes.');
  if (!isEqual) process.exitCode = 1;
} else {
  await mkdir(folder, { recursive: true });
  await writeFile(modelFile, bytes);
  await writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`Written to public/models/${ETA_V1.version}.onnx and .json, digest ${report.digest}.`);
}
if (report.absErrorMinutes.p99 > LARGEST_P99_MINUTES) {
  console.error(
    `Its 99th percentile is ${report.absErrorMinutes.p99.toFixed(2)} min; ${LARGEST_P99_MINUTES} are promised.`,
  );
  process.exitCode = 1;
}

async function printSpeed(): Promise<void> {
  const before = performance.now();
  const opened = await openModel(bytes, ETA_V1.version);
  if (opened.kind === 'problem') return;
  console.log(`A session opens in ${(performance.now() - before).toFixed(1)} ms.`);
  for (const { batch, rowsPerSecond } of await measureSpeed(opened.session)) {
    console.log(`Batch ${batch}: ${rowsPerSecond} rows/s`);
  }
  await opened.session.release();
}
