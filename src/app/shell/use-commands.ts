/** Keys that hold anywhere on the page but in a text field. */
import { useEffect } from 'react';
import { commandOf, isTyping } from '../shortcuts/shortcuts.ts';
import { documents } from '../stores/documents.ts';
import { runStore } from '../stores/hooks.ts';
import { setWorkspace } from '../stores/workspace-store.ts';

export function useCommands(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event.target)) return;
      const command = commandOf(event, ['page']);
      if (command === 'undo') documents.actions.undo();
      else if (command === 'redo') documents.actions.redo();
      else if (command === 'shortcuts') setWorkspace({ isShortcutsOpen: true });
      else if (command === 'play-pause') playOrPause();
      else if (command === 'step-forward') runStore.actions.step('forward');
      else if (command === 'step-back') runStore.actions.step('back');
      else if (command === 'find-node') document.querySelector<HTMLElement>('[data-palette-search]')?.focus();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function playOrPause(): void {
  if (runStore.getState().playing) runStore.actions.pause();
  else runStore.actions.play();
}
