/**
 * What a story puts on stage: the parts of the page that are lit while the rest is dimmed, and the figures that
 * an open question asks for and no panel may give away. Empty when nobody tells a story.
 */
import { createStore } from 'zustand/vanilla';

/**
 * `node:<id>`, `edge:<id>`, or a part of the page: `top`, `palette`, `canvas`, `inspector`, `time`; the story may
 * name finer parts of its own (`time:two-clocks`) where the part asks `useLit`.
 */
export type StageElement = string;

export interface Stage {
  /** `null`: everything is lit. */
  readonly lit: ReadonlySet<StageElement> | null;
  readonly heldBack: ReadonlySet<string>;
}

const EVERYTHING: Stage = { lit: null, heldBack: new Set() };

export const stageStore = createStore<Stage>(() => EVERYTHING);

export function setStage(stage: Partial<Stage>): void {
  stageStore.setState(stage);
}

export function isLit(lit: Stage['lit'], element: StageElement): boolean {
  return lit === null || lit.has(element);
}
