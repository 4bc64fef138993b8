/** W1 and W4: the engine with its own operators beside a bare loop and RxJS, all of which must find the same. */
import { joinLoop } from './join-loop.ts';
import { joinRxjs } from './join-rxjs.ts';
import { joinTidemark, windowTidemark } from './on-tidemark.ts';
import { processorMs } from './processor-time.ts';
import { medianTimes, rounded } from './rounds.ts';
import { windowLoop } from './window-loop.ts';
import { windowRxjs } from './window-rxjs.ts';
import type { Columns, Found, JoinSides } from './workloads.ts';

const ROUNDS = 5;

export interface Row {
  readonly work: 'W1' | 'W4';
  readonly impl: 'loop' | 'tidemark' | 'rxjs';
  readonly eventsPerSec: number;
  readonly ratioToLoop: number;
}

interface Implementation {
  readonly impl: Row['impl'];
  readonly run: () => Found;
}

export function measureWindows(windows: Columns): readonly Row[] {
  return measure('W1', windows.length, [
    { impl: 'loop', run: () => windowLoop(windows) },
    { impl: 'tidemark', run: () => windowTidemark(windows) },
    { impl: 'rxjs', run: () => windowRxjs(windows) },
  ]);
}

export function measureJoins(joins: JoinSides): readonly Row[] {
  return measure('W4', joins.left.length + joins.right.length, [
    { impl: 'loop', run: () => joinLoop(joins) },
    { impl: 'tidemark', run: () => joinTidemark(joins) },
    { impl: 'rxjs', run: () => joinRxjs(joins) },
  ]);
}

/** The first implementation is the loop that the others are compared with. */
function measure(work: Row['work'], events: number, implementations: readonly Implementation[]): readonly Row[] {
  const found: Found[] = [];
  const times = medianTimes(
    implementations.map(
      ({ run }, i) =>
        () =>
          (found[i] = run()),
    ),
    ROUNDS,
    processorMs,
  );
  const [right] = found;
  found.forEach((one, i) => {
    if (one.results !== right.results || one.late !== right.late || one.checksum !== right.checksum)
      throw new Error(
        `${work}: ${implementations[i].impl} found ${JSON.stringify(one)}, the loop ${JSON.stringify(right)}`,
      );
  });
  return implementations.map(({ impl }, i) => ({
    work,
    impl,
    eventsPerSec: Math.round((events / times[i]) * 1000),
    ratioToLoop: rounded(times[0] / times[i]),
  }));
}
