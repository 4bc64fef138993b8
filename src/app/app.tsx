/** The page: what it opens with, and where its parts stand. */
import { lazy, Suspense, useEffect } from 'react';
import './page.css';
import styles from './app.module.css';
import { Canvas } from './canvas/canvas.tsx';
import { PageDrop } from './drop/page-drop.tsx';
import { LiveRegion, Toast } from './feedback/toast.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { CarriedGhost } from './palette/carried-ghost.tsx';
import { Palette } from './palette/palette.tsx';
import { InspectorEdge } from './shell/inspector-edge.tsx';
import { later } from './shell/on-demand/parts.ts';
import { startPage } from './shell/start-page.ts';
import { useCommands } from './shell/use-commands.ts';
import { usePreferences } from './stores/hooks.ts';
import { applyPreferences } from './stores/preferences-store.ts';
import { useWorkspace } from './stores/workspace-store.ts';
import { StoryCard } from './story/story-card.tsx';
import { TimePanel } from './time-panel/time-panel.tsx';
import { TopBar } from './top-bar/top-bar.tsx';

const ShortcutsDialog = later(async () => (await import('./shell/shortcuts-dialog.tsx')).ShortcutsDialog);

/** Another place than the one the page opens with. */
const Learn = lazy(() => import('./learn/learn.tsx').then((module) => ({ default: module.Learn })));

export function App() {
  const place = useWorkspace((state) => state.place);
  const isShortcutsOpen = useWorkspace((state) => state.isShortcutsOpen);
  useEffect(applyPreferences, []);
  useEffect(startPage, []);
  useCommands();
  return (
    <div className={styles['page']}>
      <TopBar />
      {place === 'build' ? (
        <Workspace />
      ) : (
        <Suspense fallback={null}>
          <Learn />
        </Suspense>
      )}
      {isShortcutsOpen && <ShortcutsDialog />}
      <PageDrop />
      <Toast />
      <LiveRegion />
    </div>
  );
}

function Workspace() {
  const inspectorWidth = usePreferences((state) => state.inspectorWidth);
  return (
    <div className={styles['workspace']} style={{ '--inspector-width': `${inspectorWidth}px` }}>
      <Palette />
      <main className={styles['canvas']}>
        <div className={styles['drawing']}>
          <Canvas />
        </div>
        <StoryCard />
      </main>
      <Inspector />
      <section className={styles['edge']} aria-label="Width of the inspector">
        <InspectorEdge />
      </section>
      <div className={styles['time']}>
        <TimePanel />
      </div>
      <CarriedGhost />
    </div>
  );
}
