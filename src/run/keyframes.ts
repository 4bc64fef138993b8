import { forEachLeaf } from '../base/leaves.ts';
import type { EngineSnapshot } from '../engine/engine.ts';

export interface Keyframe {
  readonly at: number;
  readonly snapshot: EngineSnapshot;
  /** Records that all operators had taken by then. */
  readonly records: number;
}

const BUDGET_BYTES = 256 * 1024 * 1024;

/**
 * Snapshots to begin a seek from, within a budget. When it is used up, the frame whose neighbours lie closest
 * together for its age goes first, so that the spacing grows with the distance from the newest.
 */
export class Keyframes {
  private frames: Keyframe[] = [];
  /** In how many frames each array is: they share what did not change between them. */
  private readonly uses = new Map<ArrayBufferView, number>();
  private bytes = 0;
  private readonly budgetBytes: number;

  constructor(budgetBytes = BUDGET_BYTES) {
    this.budgetBytes = budgetBytes;
  }

  /** Of all arrays in the frames, each counted once. */
  get heldBytes(): number {
    return this.bytes;
  }

  add(at: number, snapshot: EngineSnapshot, records: number): void {
    let place = this.frames.length;
    while (place > 0 && this.frames[place - 1].at >= at) place--;
    if (this.frames[place]?.at === at) return;
    this.frames.splice(place, 0, { at, snapshot, records });
    this.forEachArray(snapshot, (array) => {
      const uses = this.uses.get(array) ?? 0;
      if (uses === 0) this.bytes += array.byteLength;
      this.uses.set(array, uses + 1);
    });
    while (this.bytes > this.budgetBytes && this.frames.length > 2) this.thin();
  }

  /** The newest frame not after `at`. */
  before(at: number): Keyframe | undefined {
    let place = this.frames.length - 1;
    while (place > 0 && this.frames[place].at > at) place--;
    return this.frames[place];
  }

  private thin(): void {
    const { frames } = this;
    const newest = frames[frames.length - 1].at;
    let worst = 1;
    let least = Infinity;
    for (let i = 1; i < frames.length - 1; i++) {
      const gap = (frames[i + 1].at - frames[i - 1].at) / (1 + newest - frames[i].at);
      if (gap < least) {
        least = gap;
        worst = i;
      }
    }
    const [{ snapshot }] = frames.splice(worst, 1);
    this.forEachArray(snapshot, (array) => {
      const uses = this.uses.get(array) ?? 0;
      if (uses > 1) this.uses.set(array, uses - 1);
      else {
        this.uses.delete(array);
        this.bytes -= array.byteLength;
      }
    });
  }

  private forEachArray({ tables, tasks }: EngineSnapshot, visit: (array: ArrayBufferView) => void): void {
    forEachLeaf([tables, tasks], (leaf) => {
      if (ArrayBuffer.isView(leaf)) visit(leaf);
    });
  }
}
