/** A seek or a run that takes a while says how far it is; it can be stopped. */
import { useEffect, useRef } from 'react';
import { runStore, useRun } from '../../stores/hooks.ts';
import { showToast } from '../../stores/workspace-store.ts';
import styles from './controls.module.css';

export function Progress() {
  useToldStops();
  const progress = useRun((state) => state.progress);
  const frame = useRun((state) => state.frame);
  const begun = useRef({ progress, frame });
  if (begun.current.progress !== progress) begun.current = { progress, frame };
  const waiting = useRun((state) => state.stopped?.why === 'waiting-for-model');
  if (waiting)
    return (
      <span className={styles.progress} role="status">
        waiting for the model…
      </span>
    );
  // A frame is the answer to what was under way.
  if (progress === null || progress.to <= 0 || begun.current.frame !== frame) return null;
  const share = Math.min(1, progress.at / progress.to);
  return (
    <span className={styles.progress}>
      <progress
        value={share}
        aria-label={progress.task === 'seek' ? 'Computing up to the chosen instant' : 'Running'}
      />
      {Math.floor(share * 100)} %
      <button type="button" className={styles.link} onClick={() => runStore.actions.pause()}>
        Stop
      </button>
    </span>
  );
}

/** A run that stops by itself says why: an error, the end of its sources, nothing found within an hour. */
function useToldStops(): void {
  const stopped = useRun((state) => state.stopped);
  const failure = useRun((state) => state.failure);
  useEffect(() => {
    if (failure !== null) showToast('The run is broken. Load the page anew.', failure);
    else if (stopped?.why === 'error') showToast('The run stopped on an error.', stopped.message);
    else if (stopped?.why === 'end') showToast('The run stopped.', stopped.message);
  }, [stopped, failure]);
}
