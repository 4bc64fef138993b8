/**
 * The card at the bottom of the canvas in which a story asks and tells. Its answers are buttons that start the run;
 * Esc leaves it for good.
 */
import { useEffect, useRef } from 'react';
import { Sign } from '../time-panel/controls/icons.tsx';
import { fillText } from './fill-text.ts';
import { storyteller, useStory } from './story.ts';
import { type StoryState, stepOf, verdictOf } from './story-store.ts';
import styles from './story-card.module.css';

export function StoryCard() {
  const state = useStory((all) => all);
  const card = useRef<HTMLElement>(null);
  useEscape(state.story !== null);
  useKeepFocus(card);
  const step = stepOf(state);
  if (state.story === null || step === null) return null;
  return (
    <section
      ref={card}
      className={styles.card}
      tabIndex={-1}
      aria-label={`${state.story.title}, step ${state.index + 1} of ${state.story.steps.length}`}
    >
      <button
        type="button"
        className={styles.leave}
        onClick={storyteller.actions.leave}
        aria-label="Leave the story"
        title="Leave it for good (Esc)"
      >
        <Sign name="close" />
      </button>
      <h2 className={styles.headline}>
        {step.headline.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h2>
      {state.phase === 'asking' && <Question state={state} />}
      {state.phase === 'running' && (
        <p className={styles.counting} aria-live="off">
          {fillText(step.whileRunning, state.figures)}…
        </p>
      )}
      {state.phase === 'told' && <Told state={state} />}
      <Steps state={state} />
    </section>
  );
}

function Question({ state }: { readonly state: StoryState }) {
  const step = stepOf(state);
  if (step === null) return null;
  return (
    <div className={styles.row}>
      <span className={styles.question}>{step.question}</span>
      <span className={styles.options} role="group" aria-label={step.question}>
        {step.options.map((option) => (
          <button
            key={option.label}
            type="button"
            className={step.options.length > 1 ? styles.option : styles.go}
            onClick={() => storyteller.actions.choose(option)}
          >
            {option.label}
          </button>
        ))}
      </span>
    </div>
  );
}

function Told({ state }: { readonly state: StoryState }) {
  const step = stepOf(state);
  if (step === null) return null;
  const { told } = step;
  const before = fillText(step.whileRunning, state.before);
  const after = fillText(step.whileRunning, state.figures);
  const isScored = step.score !== null;
  const isRight = isScored && state.bet === state.right;
  return (
    <>
      <p className={styles.verdict} data-right={isScored ? isRight : undefined}>
        {isScored && <span className={styles.bet}>your bet: {state.bet?.label}</span>}
        {verdictOf(step, state.bet, state.right, state.figures)}
      </p>
      {state.isReduced && before !== after && (
        <p className={styles.aside}>
          Before: {before}. After: {after}.
        </p>
      )}
      <p className={styles.why}>{fillText(told.why, state.figures)}</p>
      {told.aside !== '' && <p className={styles.aside}>{fillText(told.aside, state.figures)}</p>}
    </>
  );
}

/** How far it is, and the ways on and back. */
function Steps({ state }: { readonly state: StoryState }) {
  const { story, index, phase } = state;
  const step = stepOf(state);
  if (story === null || step === null) return null;
  const isFirst = index === 0 && phase === 'asking';
  return (
    <footer className={styles.foot}>
      <ol className={styles.dots} aria-hidden="true">
        {story.steps.map(({ id }, i) => (
          <li key={id} data-state={i === index ? 'now' : i < index ? 'done' : 'to-come'} />
        ))}
      </ol>
      {!isFirst && (
        <button type="button" className={styles.link} onClick={storyteller.actions.back}>
          {phase === 'asking' ? 'Back' : 'Ask again'}
        </button>
      )}
      {phase === 'told' && (
        <button type="button" className={styles.go} onClick={storyteller.actions.next}>
          {step.told.next}
        </button>
      )}
    </footer>
  );
}

function useEscape(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    const onKey = (event: KeyboardEvent) => {
      // A menu or a dialog that is open takes the key for itself, and a field that is being typed in as well.
      const isTaken =
        event.defaultPrevented ||
        document.querySelector('[role="dialog"], [role="menu"]') !== null ||
        event.target instanceof HTMLInputElement;
      if (event.key !== 'Escape' || isTaken) return;
      // Before the canvas, which would only take back its selection.
      event.stopPropagation();
      storyteller.actions.leave();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [isOpen]);
}

/** The button that was pressed goes when the step moves on; the focus stays in the card instead of falling off the page. */
function useKeepFocus(card: { readonly current: HTMLElement | null }): void {
  const hadFocus = useRef(false);
  useEffect(() => {
    const element = card.current;
    if (element === null) return;
    if (hadFocus.current && (document.activeElement === null || document.activeElement === document.body))
      element.focus({ preventScroll: true });
    const note = () => {
      hadFocus.current = element.contains(document.activeElement);
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  });
}
