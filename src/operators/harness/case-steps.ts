/** What the cases of all operators have in common: how outputs are written and compared, checkpoints, the clock. */
import { z } from 'zod';
import {
  caseTime,
  type Disagreement,
  expectFailure,
  expectSame,
  expectSameInAnyOrder,
  writeTime,
} from '../../base/case-outcome.ts';
import type { RecordValue } from '../../engine/schema.ts';
import type { HarnessCheckpoint, OperatorHarness } from './operator-harness.ts';
import type { Emitted } from './output-reader.ts';

const out = z.array(z.unknown());
const order = z.enum(['exact', 'records-any', 'any']);

/** The time of an element in a case; null = it has none, for which the engine uses NaN. */
export const elementTime = z.union([caseTime, z.null().transform(() => NaN)]);

/** Steps that are played the same way whatever the operator. */
export const sharedSteps = [
  z.strictObject({ op: z.literal('expect'), order, watermarks: z.literal('ignored').optional(), out }),
  z.strictObject({ op: z.literal('expectSide'), tag: z.string(), order, out }),
  z.strictObject({ op: z.literal('processingTime'), time: z.number() }),
  z.strictObject({ op: z.literal('snapshot') }),
  z.strictObject({ op: z.literal('restore'), time: z.number().optional() }),
] as const;

export type SharedStep = z.infer<(typeof sharedSteps)[number]>;

export interface CaseSurroundings {
  readonly harness: OperatorHarness;
  /** A record of an output port as cases write it. */
  readonly write: (value: RecordValue, port: number) => unknown;
  /** Output port of a side output's tag. */
  readonly portOfTag: (tag: string) => number;
}

/** Input port of a step that is named for it: `element2`, `watermark2`; else the first. */
export function inputOfStep(op: string): number {
  return op.endsWith('2') ? 1 : 0;
}

/** Plays the shared steps of one case. */
export class SharedSteps {
  private readonly around: CaseSurroundings;
  private checkpoint: HarnessCheckpoint | null = null;

  constructor(around: CaseSurroundings) {
    this.around = around;
  }

  step(step: SharedStep): Disagreement {
    const { harness } = this.around;
    switch (step.op) {
      case 'expect':
        return expectOutput(step, this.written(0));
      case 'expectSide': {
        const records = this.written(this.around.portOfTag(step.tag)).filter(isRecord);
        return expectOutput(step, records);
      }
      case 'processingTime':
        harness.setProcessingTime(step.time);
        return null;
      case 'snapshot':
        this.checkpoint = harness.snapshot();
        return null;
      case 'restore':
        if (this.checkpoint === null) return { expected: 'a snapshot to restore', actual: null };
        harness.restore(this.checkpoint, step.time);
        return null;
    }
  }

  /** An element, which must fail if the case says so. */
  element(port: number, value: RecordValue, timestamp: number, error?: string): Disagreement {
    return expectFailure(error, () => this.around.harness.element(port, value, timestamp));
  }

  private written(port: number): readonly unknown[] {
    return this.around.harness
      .takeOutput(port)
      .map((each) => writeEmitted(each, (value) => this.around.write(value, port)));
  }
}

function writeEmitted(emitted: Emitted, write: (value: RecordValue) => unknown): unknown {
  switch (emitted.kind) {
    case 'record':
      return { rec: write(emitted.value), ts: Number.isNaN(emitted.timestamp) ? null : writeTime(emitted.timestamp) };
    case 'watermark':
      return { wm: writeTime(emitted.watermark) };
    case 'status':
      return { status: emitted.isIdle ? 'IDLE' : 'ACTIVE' };
  }
}

interface Expectation {
  readonly order: 'exact' | 'records-any' | 'any';
  readonly watermarks?: 'ignored' | undefined;
  readonly out: readonly unknown[];
}

function expectOutput({ order, watermarks, out: expected }: Expectation, all: readonly unknown[]): Disagreement {
  const actual = watermarks === 'ignored' ? all.filter(isRecord) : all;
  if (order === 'exact') return expectSame(expected, actual);
  if (order === 'any') return expectSameInAnyOrder(expected, actual);
  // As TestHarnessUtil#assertOutputEqualsSorted: what is no record stands at exactly its place.
  const places = (from: readonly unknown[]) => from.map((each) => (isRecord(each) ? 'record' : each));
  const misplaced = expectSame(places(expected), places(actual));
  if (misplaced !== null) return { expected, actual };
  return expectSameInAnyOrder(expected, actual);
}

function isRecord(written: unknown): boolean {
  return typeof written === 'object' && written !== null && 'rec' in written;
}
