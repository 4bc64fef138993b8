/** The figures of a card as they are written: equal texts draw nothing new. */
import type { NodeFrame, PlanNode } from '../../../run/protocol.ts';
import { cardTime, count, quantity } from '../../format.ts';

export interface CardFigures {
  readonly rates: string;
  /** What leaves it (of a sink: what enters), for a card with room for one rate. */
  readonly rate: string;
  readonly watermark: string;
  /** Whole percents of the last second. */
  readonly busyPercent: number;
  readonly backPressuredPercent: number;
  /** Something that was lost or multiplied, in a few words; empty when there is nothing to say. */
  readonly note: string;
  readonly noteTone: 'late' | 'plain';
  /** Subtasks that are dead, `1` or `0, 1`; empty = all live. */
  readonly dead: string;
  /** Takes records and keeps them, though it has fired before: only what fires can wait for a watermark. */
  readonly isStuck: boolean;
}

export const NO_FIGURES: CardFigures = {
  rates: 'not running',
  rate: '',
  watermark: '—',
  busyPercent: 0,
  backPressuredPercent: 0,
  note: '',
  noteTone: 'plain',
  dead: '',
  isStuck: false,
};

/** From this many records out for each one in, a card says so. */
const FAN_OUT = 1.5;

export function cardFigures(node: PlanNode, frame: NodeFrame, hasOutput: boolean, nowMs: number): CardFigures {
  const isSource = node.inputs.length === 0;
  return {
    rates: ratesText(frame, isSource, hasOutput, node.weight),
    rate: hasOutput ? `${quantity(frame.outPerSecond)} out/s` : `${quantity(frame.inPerSecond)} in/s`,
    watermark: cardTime(frame.watermark, nowMs),
    busyPercent: Math.round(frame.busy * 100),
    backPressuredPercent: Math.round(frame.backPressured * 100),
    ...noteOf(frame, isSource, hasOutput),
    dead: frame.dead.length === 0 ? '' : [...frame.dead].sort((a, b) => a - b).join(', '),
    isStuck:
      hasOutput &&
      frame.firings > 0 &&
      frame.held > 0 &&
      frame.inPerSecond > 0 &&
      frame.outPerSecond === 0 &&
      lagMs(frame, nowMs) > STUCK_LAG_MS,
  };
}

/** A window that fires once a minute is quiet between, and not stuck: its watermark would be near. */
const STUCK_LAG_MS = 60_000;

function lagMs(frame: NodeFrame, nowMs: number): number {
  return Number.isFinite(frame.watermark) ? nowMs - frame.watermark : 0;
}

/** Every rate says what it counts. What one record stands for is told at the source, where it begins. */
function ratesText(frame: NodeFrame, isSource: boolean, hasOutput: boolean, weight: number): string {
  const taken = `${quantity(frame.inPerSecond)} in/s`;
  const given = `${quantity(frame.outPerSecond)} out/s`;
  if (isSource) return weight > 1 ? `${given} ×${weight}` : given;
  return hasOutput ? `${taken} · ${given}` : taken;
}

function noteOf(frame: NodeFrame, isSource: boolean, hasOutput: boolean): Pick<CardFigures, 'note' | 'noteTone'> {
  const { fanOut } = frame;
  const isMultiplied = !isSource && hasOutput && fanOut >= FAN_OUT;
  const lost = frame.dropped > 0 ? `${count(frame.dropped, 'dropped', 'dropped')}` : lateText(frame.late);
  // What a join multiplies is said first: the late ones stand in its state as well.
  if (isMultiplied)
    return { note: `${quantity(fanOut < 5 ? fanOut : Math.round(fanOut))} out per in`, noteTone: 'plain' };
  return { note: lost, noteTone: lost === '' ? 'plain' : 'late' };
}

function lateText(late: number): string {
  return late > 0 ? count(late, 'late', 'late') : '';
}
