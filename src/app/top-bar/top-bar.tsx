/** The top of the page: where one is, what is open, and what can be done to the whole of it. */
import { Keyboard, Moon, Redo2, Sun, Undo2 } from 'lucide-react';
import { documents, useDocuments } from '../stores/documents.ts';
import { useLit, usePreferences } from '../stores/hooks.ts';
import { shownTheme, toggleTheme } from '../stores/preferences-store.ts';
import { type Place, setWorkspace, useWorkspace } from '../stores/workspace-store.ts';
import { OpenMenu } from './open-menu.tsx';
import { ShareButton } from './share-button.tsx';
import { TitleField } from './title-field.tsx';
import styles from './top-bar.module.css';

const PLACES: readonly { readonly place: Place; readonly label: string }[] = [
  { place: 'build', label: 'Build' },
  { place: 'learn', label: 'Learn' },
];

export function TopBar() {
  const isLit = useLit('top');
  return (
    <header className={styles['bar']} data-dim={isLit ? undefined : ''}>
      <h1 className={styles['brand']}>
        <Wave />
        Tidemark
      </h1>
      <Places />
      <TitleField />
      <OpenMenu />
      <span className={styles['space']} />
      <History />
      <button
        type="button"
        className={styles['icon']}
        onClick={() => setWorkspace({ isShortcutsOpen: true })}
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
      >
        <Keyboard size={16} aria-hidden="true" />
      </button>
      <ThemeSwitch />
      <ShareButton />
    </header>
  );
}

function Places() {
  const current = useWorkspace(({ place }) => place);
  return (
    <nav className={styles['places']} aria-label="Places">
      {PLACES.map(({ place, label }) => (
        <button
          key={place}
          type="button"
          aria-current={place === current ? 'page' : undefined}
          onClick={() => setWorkspace({ place })}
        >
          {label}
        </button>
      ))}
    </nav>
  );
}

function History() {
  const canUndo = useDocuments(({ history }) => history.past.length > 0);
  const canRedo = useDocuments(({ history }) => history.future.length > 0);
  return (
    <span className={styles['pair']}>
      <button
        type="button"
        className={styles['icon']}
        disabled={!canUndo}
        onClick={documents.actions.undo}
        aria-label="Undo"
        title="Undo (Ctrl+Z)"
      >
        <Undo2 size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={styles['icon']}
        disabled={!canRedo}
        onClick={documents.actions.redo}
        aria-label="Redo"
        title="Redo (Ctrl+Shift+Z)"
      >
        <Redo2 size={16} aria-hidden="true" />
      </button>
    </span>
  );
}

function ThemeSwitch() {
  const theme = usePreferences((state) => shownTheme(state.theme));
  const label = theme === 'dark' ? 'Light theme' : 'Dark theme';
  return (
    <button type="button" className={styles['icon']} onClick={toggleTheme} aria-label={label} title={label}>
      {theme === 'dark' ? <Sun size={16} aria-hidden="true" /> : <Moon size={16} aria-hidden="true" />}
    </button>
  );
}

function Wave() {
  return (
    <svg
      width="26"
      height="20"
      viewBox="0 0 26 20"
      fill="none"
      stroke="var(--watermark)"
      strokeWidth="2.2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M2 6q4-4 7.5 0t7.5 0 7 0" />
      <path d="M2 13q4-4 7.5 0t7.5 0 7 0" opacity=".45" />
    </svg>
  );
}
