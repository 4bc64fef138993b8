/** To the start, a step back, play or pause, a step forward. */
import { runStore, useRun } from '../../stores/hooks.ts';
import { Sign } from './icons.tsx';
import styles from './controls.module.css';

export function Transport() {
  const playing = useRun((state) => state.playing);
  const isReady = useRun((state) => state.plan !== null);
  const { actions } = runStore;
  return (
    <div className={styles.group} role="group" aria-label="Playback">
      <button
        type="button"
        className={styles.square}
        disabled={!isReady}
        onClick={() => actions.seek(0)}
        aria-label="To the start"
        title="To the start"
      >
        <Sign name="start" />
      </button>
      <button
        type="button"
        className={styles.square}
        disabled={!isReady}
        onClick={() => actions.step('back')}
        aria-label="Step back"
        title="Step back: to before the last element was taken"
      >
        <Sign name="back" />
      </button>
      <button
        type="button"
        className={styles.primary}
        disabled={!isReady}
        onClick={() => (playing ? actions.pause() : actions.play())}
      >
        <Sign name={playing ? 'pause' : 'play'} />
        <span className={styles.playWord}>{playing ? 'Pause' : 'Play'}</span>
      </button>
      <button
        type="button"
        className={styles.square}
        disabled={!isReady}
        onClick={() => actions.step('forward')}
        aria-label="Step forward"
        title="Step forward: one element is taken by one subtask"
      >
        <Sign name="forward" />
      </button>
    </div>
  );
}
