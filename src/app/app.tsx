/** The page: what it opens with, and where its parts stand. */
import { useEffect } from 'react';
import styles from './app.module.css';
import { Canvas } from './canvas/canvas.tsx';
import { LiveRegion, Toast } from './feedback/toast.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { Palette } from './palette/palette.tsx';
import { ShortcutsDialog } from './shell/shortcuts-dialog.tsx';
import { startPage } from './shell/start-page.ts';
import { useCommands } from './shell/use-commands.ts';
import { usePreferences } from './stores/hooks.ts';
import { applyPreferences } from './stores/preferences-store.ts';
import { StoryCard } from './story/story-card.tsx';
import { TimePanel } from './time-panel/time-panel.tsx';
import { TopBar } from './top-bar/top-bar.tsx';

export function App() {
  const inspectorWidth = usePreferences((state) => state.inspectorWidth);
  useEffect(applyPreferences, []);
  useEffect(startPage, []);
  useCommands();
  return (
    <div className={styles['workspace']} style={{ '--inspector-width': `${inspectorWidth}px` }}>
      <TopBar />
      <Palette />
      <main className={styles['canvas']}>
        <div className={styles['drawing']}>
          <Canvas />
        </div>
        <StoryCard />
        <Toast />
      </main>
      <Inspector />
      <div className={styles['time']}>
        <TimePanel />
      </div>
      <ShortcutsDialog />
      <LiveRegion />
    </div>
  );
}
