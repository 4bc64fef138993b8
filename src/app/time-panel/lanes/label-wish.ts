/** A word in a lane: what it says, how it looks, and the places that it would like, the best first. */
import type { LabelWish } from '../geometry/labels.ts';

export interface Annotation {
  readonly id: string;
  readonly text: string;
  readonly tone: 'records' | 'watermark' | 'late' | 'ink' | 'failure' | 'muted';
  readonly strong: boolean;
  readonly x: number;
  readonly y: number;
}

export type MeasureText = (text: string, strong: boolean) => number;

export type Wish = Omit<Annotation, 'x' | 'y'> & { readonly places: LabelWish['places'] };

/** Height of a line of words, px. */
export const LINE = 14;
