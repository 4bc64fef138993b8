/** Every key that does something on the page. The dialog behind `?` is this list, so none can be missing from it. */
export type Command =
  | 'undo'
  | 'redo'
  | 'copy'
  | 'paste'
  | 'duplicate'
  | 'delete'
  | 'select-all'
  | 'connect'
  | 'inspect'
  | 'toggle-selection'
  | 'move-left'
  | 'move-right'
  | 'move-up'
  | 'move-down'
  | 'nudge-left'
  | 'nudge-right'
  | 'nudge-up'
  | 'nudge-down'
  | 'fit'
  | 'arrange'
  | 'zoom-in'
  | 'zoom-out'
  | 'find-node'
  | 'shortcuts'
  | 'play-pause'
  | 'step-forward'
  | 'step-back'
  | 'leave';

export interface Shortcut {
  readonly command: Command;
  /** As written in the dialog; `Ctrl` is the command key on a Mac. */
  readonly keys: string;
  readonly does: string;
  /** `card`: only while a card or an edge has the focus; `canvas`: nothing else may have it; `page`: anywhere but in a text field. */
  readonly where: 'page' | 'canvas' | 'card';
}

export const SHORTCUTS: readonly Shortcut[] = [
  { command: 'find-node', keys: '/', does: 'find a node in the palette; Enter places it', where: 'page' },
  { command: 'shortcuts', keys: '?', does: 'show this list', where: 'page' },
  { command: 'play-pause', keys: 'P', does: 'play, or pause', where: 'page' },
  { command: 'step-forward', keys: '.', does: 'step forward', where: 'page' },
  { command: 'step-back', keys: ',', does: 'step back', where: 'page' },
  { command: 'undo', keys: 'Ctrl+Z', does: 'undo', where: 'page' },
  { command: 'redo', keys: 'Ctrl+Shift+Z', does: 'redo', where: 'page' },
  { command: 'redo', keys: 'Ctrl+Y', does: 'redo', where: 'page' },
  { command: 'copy', keys: 'Ctrl+C', does: 'copy the selected nodes', where: 'canvas' },
  { command: 'paste', keys: 'Ctrl+V', does: 'paste', where: 'canvas' },
  { command: 'duplicate', keys: 'Ctrl+D', does: 'duplicate the selected nodes', where: 'canvas' },
  { command: 'select-all', keys: 'Ctrl+A', does: 'select every node', where: 'canvas' },
  { command: 'delete', keys: 'Delete', does: 'remove what is selected', where: 'canvas' },
  { command: 'delete', keys: 'Backspace', does: 'remove what is selected', where: 'canvas' },
  { command: 'fit', keys: 'F', does: 'show the whole pipeline', where: 'canvas' },
  { command: 'arrange', keys: 'Shift+L', does: 'arrange the cards', where: 'canvas' },
  { command: 'zoom-in', keys: '+', does: 'zoom in', where: 'canvas' },
  { command: 'zoom-out', keys: '-', does: 'zoom out', where: 'canvas' },
  { command: 'leave', keys: 'Escape', does: 'leave what was begun, then the selection', where: 'canvas' },
  {
    command: 'inspect',
    keys: 'Enter',
    does: 'open the focused node in the inspector; on an edge, a record on it',
    where: 'card',
  },
  { command: 'toggle-selection', keys: 'Space', does: 'select the focused node as well, or no longer', where: 'card' },
  {
    command: 'connect',
    keys: 'C',
    does: 'connect the focused node: arrows choose where to, Enter connects',
    where: 'card',
  },
  { command: 'move-left', keys: 'ArrowLeft', does: 'move the node; on an edge, the record before', where: 'card' },
  { command: 'move-right', keys: 'ArrowRight', does: 'move the node; on an edge, the record after', where: 'card' },
  { command: 'move-up', keys: 'ArrowUp', does: 'move the node', where: 'card' },
  { command: 'move-down', keys: 'ArrowDown', does: 'move the node', where: 'card' },
  { command: 'nudge-left', keys: 'Shift+ArrowLeft', does: 'move the node a little', where: 'card' },
  { command: 'nudge-right', keys: 'Shift+ArrowRight', does: 'move the node a little', where: 'card' },
  { command: 'nudge-up', keys: 'Shift+ArrowUp', does: 'move the node a little', where: 'card' },
  { command: 'nudge-down', keys: 'Shift+ArrowDown', does: 'move the node a little', where: 'card' },
];

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** What a press means among the shortcuts of these places; `null` = nothing of ours. */
export function commandOf(press: Press, where: readonly Shortcut['where'][]): Command | null {
  if (press.altKey) return null;
  const names = namesOf(press);
  return SHORTCUTS.find((shortcut) => where.includes(shortcut.where) && names.includes(shortcut.keys))?.command ?? null;
}

/** `?` and `+` need the shift key on some keyboards and not on others: a sign is what it is. */
function namesOf({ key, ctrlKey, metaKey, shiftKey }: Press): readonly string[] {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  const prefix = ctrlKey || metaKey ? 'Ctrl+' : '';
  const isSign = key.length === 1 && key.toUpperCase() === key.toLowerCase() && key !== ' ';
  const shifted = `${prefix}${shiftKey ? 'Shift+' : ''}${name}`;
  return isSign ? [`${prefix}${name}`, shifted, ...(key === '=' ? [`${prefix}+`] : [])] : [shifted];
}

/** Keys belong to a text field, a list or a menu first. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"], [role="listbox"], [role="slider"]',
    ) !== null
  );
}
