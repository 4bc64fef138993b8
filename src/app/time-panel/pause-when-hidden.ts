import { useEffect } from 'react';
import { runStore } from '../stores/hooks.ts';

/** Nobody watches a hidden tab: the run waits there, and goes on only when asked to. */
export function usePauseWhenHidden(): void {
  useEffect(() => {
    const onChange = () => {
      if (document.hidden && runStore.getState().playing) runStore.actions.pause();
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, []);
}
