import { Suspense, useEffect, useState } from 'react';
import { operatorKinds } from '../../operators/index.ts';
import type { StateViewProps } from '../../operators/state-view.ts';
import { operatorViews } from '../../operators/views.ts';
import styles from './gallery.module.css';
import { type PlayedScene, playScene } from './play-scene.ts';
import { type Scene, scenes } from './scenes.ts';

export function Gallery({ only }: { readonly only: string | null }) {
  const [played, setPlayed] = useState<readonly PlayedScene[]>([]);
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    const wanted = scenes.filter(({ name }) => only === null || name === only);
    void playAll(wanted, (scene) => setPlayed((before) => [...before, scene])).then(() => setDone(true));
  }, [only]);
  return (
    <main
      className={styles['gallery']}
      style={{ background: 'var(--paper)', color: 'var(--ink)' }}
      data-done={isDone || undefined}
    >
      {played.map((scene) => (
        <SceneCards key={scene.name} scene={scene} />
      ))}
    </main>
  );
}

/** One after the other: each keeps a core busy. */
async function playAll(wanted: readonly Scene[], show: (scene: PlayedScene) => void): Promise<void> {
  for (const scene of wanted) show(await playScene(scene));
}

function SceneCards({ scene }: { readonly scene: PlayedScene }) {
  return (
    <>
      <h2>{scene.name}</h2>
      {scene.views.map(({ node, kind, props }) => (
        <section key={node} className={styles['card']} data-node={node}>
          <p className={styles['name']}>
            {node} · {kind}
          </p>
          <View kind={kind} props={props} />
        </section>
      ))}
    </>
  );
}

function View({
  kind,
  props,
}: {
  readonly kind: string;
  readonly props: Omit<StateViewProps, 'compact' | 'width' | 'config'> & { readonly raw: unknown };
}) {
  const Picture = operatorViews[kind];
  const bound = operatorKinds.find(({ spec }) => spec.kind === kind)?.bind('', props.raw);
  if (Picture === undefined || bound?.kind !== 'bound') return <p>No picture.</p>;
  const { config } = bound.operator;
  return (
    <Suspense fallback={null}>
      <div className={styles['small']}>
        <Picture {...props} config={config} compact width={150} />
      </div>
      <Picture {...props} config={config} compact={false} width={316} />
    </Suspense>
  );
}
