/** `npm run bench`: throughput of the engine beside a bare loop and RxJS, in one run, as medians of interleaved rounds. */
import { cpus } from 'node:os';
import { joinLoop } from './join-loop.ts';
import { joinRxjs } from './join-rxjs.ts';
import { joinTidemark, windowTidemark } from './on-tidemark.ts';
import { windowLoop } from './window-loop.ts';
import { windowRxjs } from './window-rxjs.ts';
import { measureP12 } from './p12/measure.ts';
import { type Found, joinWorkload, windowWorkload } from './workloads.ts';

const ROUNDS = 5;
const WINDOW_EVENTS = 1_000_000;
const JOIN_SHIPMENTS = 500_000;

interface Implementation {
  readonly impl: string;
  readonly run: () => Found;
}

interface Row {
  readonly work: string;
  readonly impl: string;
  readonly eventsPerSec: number;
  readonly ratioToLoop: number;
}

function measure(work: string, events: number, implementations: readonly Implementation[]): readonly Row[] {
  const times = implementations.map((): number[] => []);
  const found = implementations.map(({ run }) => run());
  for (let round = 0; round < ROUNDS; round++) {
    implementations.forEach(({ run }, i) => {
      const began = performance.now();
      run();
      times[i].push(performance.now() - began);
    });
  }
  const [right] = found;
  found.forEach((one, i) => {
    if (one.results !== right.results || one.late !== right.late || one.checksum !== right.checksum)
      throw new Error(
        `${work}: ${implementations[i].impl} found ${JSON.stringify(one)}, the loop ${JSON.stringify(right)}`,
      );
  });
  const medians = times.map((all) => all.sort((a, b) => a - b)[ROUNDS >> 1]);
  return implementations.map(({ impl }, i) => ({
    work,
    impl,
    eventsPerSec: Math.round((events / medians[i]) * 1000),
    ratioToLoop: Math.round((medians[0] / medians[i]) * 1000) / 1000,
  }));
}

const windows = windowWorkload(WINDOW_EVENTS);
const joins = joinWorkload(JOIN_SHIPMENTS);
const rows = [
  ...measure('W1', WINDOW_EVENTS, [
    { impl: 'loop', run: () => windowLoop(windows) },
    { impl: 'tidemark', run: () => windowTidemark(windows) },
    { impl: 'rxjs', run: () => windowRxjs(windows) },
  ]),
  ...measure('W4', JOIN_SHIPMENTS * 1.01, [
    { impl: 'loop', run: () => joinLoop(joins) },
    { impl: 'tidemark', run: () => joinTidemark(joins) },
    { impl: 'rxjs', run: () => joinRxjs(joins) },
  ]),
];
const p12 = measureP12();
const machine = `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}, Node ${process.versions.node}`;
if (process.argv.includes('--json'))
  process.stdout.write(
    `${JSON.stringify({ machine, rows, p12, seekMs: null, frames: null, bytesPerBufferedEvent: null, snapshotVersusStructuredClone: null })}\n`,
  );
else {
  process.stdout.write(`${machine}\n`);
  for (const { work, impl, eventsPerSec, ratioToLoop } of rows)
    process.stdout.write(
      `${work}  ${impl.padEnd(10)}${(eventsPerSec / 1e6).toFixed(2).padStart(8)} M/s${ratioToLoop.toFixed(3).padStart(8)} of the loop\n`,
    );
  process.stdout.write(
    `P12 ${p12.timesRealTime.toFixed(1)} × real time at 20,000 ev/s, ${p12.ratioToLoop.toFixed(3)} of the loop, ${p12.timesReference.toFixed(1)} × the reference simulation\n`,
  );
}
