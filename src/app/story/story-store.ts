/** Where a story stands: which step, asked or told, what was bet, which figures the run has given so far. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Story, StoryOption, StoryStep } from '../../scenarios/story.ts';
import type { Stage } from '../stores/stage-store.ts';
import { readFigures, takeBaseline } from './figures.ts';
import { type Figures, fillText } from './fill-text.ts';
import { perform, seek } from './perform.ts';
import { rightOption } from './score.ts';
import type { Stagehand } from './stagehand.ts';

export interface StoryState {
  /** `null`: nobody tells a story. */
  readonly story: Story | null;
  readonly index: number;
  readonly phase: 'asking' | 'running' | 'told';
  readonly bet: StoryOption | null;
  readonly right: StoryOption | null;
  /** Nothing was played: what there was and what there is are told instead. */
  readonly isReduced: boolean;
  /** As they were when the answer was given, and as they are. */
  readonly before: Figures;
  readonly figures: Figures;
}

export interface StoryActions {
  begin(story: Story): void;
  /** The answer is the run button. */
  choose(option: StoryOption): void;
  next(): void;
  back(): void;
  leave(): void;
}

export interface StorySurroundings {
  readonly stage: Stagehand;
  readonly setStage: (stage: Stage) => void;
  readonly announce: (text: string) => void;
  readonly isReduced: () => boolean;
  /** Called when it is left, with its id: it shall not open by itself again. */
  readonly onLeave: (story: string) => void;
}

export interface StoryStore extends StoreApi<StoryState> {
  readonly actions: StoryActions;
}

/** Where each step began, so that going back brings its run back as well. */
interface Begun {
  readonly branch: number;
  readonly at: number;
}

const IDLE: StoryState = {
  story: null,
  index: 0,
  phase: 'asking',
  bet: null,
  right: null,
  isReduced: false,
  before: {},
  figures: {},
};
const EVERYTHING: Stage = { lit: null, heldBack: new Set() };

export function createStoryStore({ stage, setStage, announce, isReduced, onLeave }: StorySurroundings): StoryStore {
  const store = createStore<StoryState>(() => IDLE);
  let performing: AbortController | null = null;
  let unwatch: readonly (() => void)[] = [];
  let begun: (Begun | undefined)[] = [];

  function enter(story: Story, index: number): void {
    const step = story.steps[index];
    if (step === undefined) {
      actions.leave();
      return;
    }
    stop();
    unwatch = watchedNodes(step).map((node) => stage.watch(node));
    if (step.select !== null) stage.select(step.select);
    setStage({ lit: step.lit === null ? null : new Set(step.lit), heldBack: new Set(step.heldBack) });
    store.setState({ ...IDLE, story, index });
    announce([...step.headline, step.question].join(' '));
  }

  /** Ends what the step before has set going: its moves, its looking. */
  function stop(): void {
    performing?.abort();
    if (performing !== null) stage.pause();
    performing = null;
    for (const leave of unwatch) leave();
    unwatch = [];
  }

  async function run(step: StoryStep, bet: StoryOption): Promise<void> {
    const controller = new AbortController();
    performing = controller;
    const reduced = isReduced();
    store.setState({ phase: 'running', bet, isReduced: reduced });
    // A quick answer comes before the run stands where the question is asked: what had fired on the way is no news.
    const asked = begun[store.getState().index]?.at ?? 0;
    if ((stage.frame()?.at ?? -1) < asked) await seek(stage, asked, controller.signal, null);
    if (controller.signal.aborted) return;
    const baseline = takeBaseline(stage);
    const before = readFigures(step.figures, stage, baseline);
    setStage({ lit: step.lit === null ? null : new Set(step.lit), heldBack: new Set() });
    store.setState({ phase: 'running', bet, isReduced: reduced, before, figures: before });
    const follow = stage.onChange(() => takeFigures(step, baseline));
    await perform(stage, { step, baseline, isReduced: reduced, signal: controller.signal });
    follow();
    if (controller.signal.aborted) return;
    performing = null;
    tell(step, bet, readFigures(step.figures, stage, baseline));
    // Histories and pictures may come after the frame that ended the step; once it plays on, they tell of later.
    const { at } = stage.frame() ?? { at: 0 };
    const late = stage.onChange(() => {
      if (store.getState().phase !== 'told' || stage.frame()?.at !== at) return;
      const now = readFigures(step.figures, stage, baseline);
      if (!isSame(store.getState().figures, now)) tell(step, bet, now);
    });
    unwatch = [...unwatch, late];
  }

  function takeFigures(step: StoryStep, baseline: ReturnType<typeof takeBaseline>): void {
    const now = readFigures(step.figures, stage, baseline);
    if (!isSame(store.getState().figures, now)) store.setState({ figures: now });
  }

  function tell(step: StoryStep, bet: StoryOption, figures: Figures): void {
    const right = step.score === null ? bet : rightOption(step.options, step.score, figures);
    setStage(EVERYTHING);
    store.setState({ phase: 'told', figures, right });
    announce(verdictOf(step, bet, right, figures));
  }

  const actions: StoryActions = {
    begin(story) {
      begun = [{ branch: 0, at: story.opensAt }];
      stage.load(story.document, story.opensAt);
      enter(story, 0);
    },
    choose(option) {
      const { story, index, phase } = store.getState();
      const step = story?.steps[index];
      if (step === undefined || phase !== 'asking' || !step.options.includes(option)) return;
      void run(step, option);
    },
    next() {
      const { story, index } = store.getState();
      if (story === null) return;
      begun[index + 1] = { branch: stage.shownBranch(), at: stage.frame()?.at ?? 0 };
      enter(story, index + 1);
    },
    back() {
      const { story, index, phase } = store.getState();
      if (story === null) return;
      // From an answered step back to its question; from a question to the one before.
      const to = phase === 'asking' ? Math.max(0, index - 1) : index;
      const place = begun[to];
      enter(story, to);
      if (place === undefined) return;
      if (place.branch !== stage.shownBranch()) stage.showBranch(place.branch);
      stage.seek(place.at);
    },
    leave() {
      const { story } = store.getState();
      stop();
      setStage(EVERYTHING);
      store.setState(IDLE);
      if (story !== null) onLeave(story.id);
    },
  };

  return { ...store, actions };
}

export function stepOf({ story, index }: Pick<StoryState, 'story' | 'index'>): StoryStep | null {
  return story?.steps[index] ?? null;
}

export function verdictOf(
  step: StoryStep,
  bet: StoryOption | null,
  right: StoryOption | null,
  figures: Figures,
): string {
  return fillText(step.score === null || right === bet ? step.told.right : step.told.wrong, figures);
}

/** Nodes whose pictures the step's figures are read from. */
function watchedNodes(step: StoryStep): readonly string[] {
  return [...new Set(Object.values(step.figures).flatMap((figure) => (figure.kind === 'reader' ? [figure.node] : [])))];
}

function isSame(one: Figures, other: Figures): boolean {
  return Object.keys(other).every((name) => one[name] === other[name]);
}
