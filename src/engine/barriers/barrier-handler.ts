import { AlignedBarrierHandler, type AlignedBarrierSnapshot } from './aligned-barrier-handler.ts';
import type { BarrierOutput } from './barrier-output.ts';
import { BarrierTracker, type BarrierTrackerSnapshot } from './barrier-tracker.ts';

/** The handler of a checkpointing mode: exactly-once aligns, at-least-once only counts. */
export type BarrierHandler = AlignedBarrierHandler | BarrierTracker;

export type BarrierHandlerSnapshot =
  | { readonly mode: 'exactly-once'; readonly saved: AlignedBarrierSnapshot }
  | { readonly mode: 'at-least-once'; readonly saved: BarrierTrackerSnapshot };

export function makeBarrierHandler(
  mode: 'exactly-once' | 'at-least-once',
  channels: number,
  output: BarrierOutput,
): BarrierHandler {
  return mode === 'exactly-once' ? new AlignedBarrierHandler(channels, output) : new BarrierTracker(channels, output);
}

export function saveBarriers(handler: BarrierHandler): BarrierHandlerSnapshot {
  return handler instanceof AlignedBarrierHandler
    ? { mode: 'exactly-once', saved: handler.save() }
    : { mode: 'at-least-once', saved: handler.save() };
}

export function loadBarriers(handler: BarrierHandler, snapshot: BarrierHandlerSnapshot): void {
  if (handler instanceof AlignedBarrierHandler && snapshot.mode === 'exactly-once') handler.load(snapshot.saved);
  else if (handler instanceof BarrierTracker && snapshot.mode === 'at-least-once') handler.load(snapshot.saved);
  else throw new Error('barriers of one checkpointing mode cannot be loaded into another');
}
