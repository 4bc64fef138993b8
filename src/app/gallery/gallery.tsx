import { Suspense, useEffect, useState } from 'react';
import { operatorKinds } from '../../operators/index.ts';
import type { StateViewProps } from '../../operators/state-view.ts';
import { operatorInspectors, operatorViews } from '../../operators/views.ts';
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
      {Object.keys(operatorInspectors).map((kind) => (
        <InspectorCard key={kind} kind={kind} />
      ))}
    </main>
  );
}

/** One after the other: each keeps a core busy. */
async function playAll(wanted: readonly Scene[], show: (scene: PlayedScene) => void): Promise<void> {
  for (const scene of wanted) show(await playScene(scene));
}

/** A form of a kind's own, which can be tried out. */
function InspectorCard({ kind }: { readonly kind: string }) {
  const [config, setConfig] = useState<Readonly<Record<string, unknown>>>({
    path: 'trips.csv',
    eventTime: 'picked_up_at',
  });
  const [files, setFiles] = useState<Readonly<Record<string, Uint8Array>>>(
    scenes.find((scene) => 'trips.csv' in scene.files)?.files ?? {},
  );
  const Own = operatorInspectors[kind];
  if (Own === undefined) return null;
  return (
    <section className={styles['card']}>
      <p className={styles['name']}>{kind} · its own form</p>
      <Suspense fallback={null}>
        <Own
          node={kind}
          config={config}
          fields={[]}
          problems={[]}
          onChange={setConfig}
          files={files}
          onFile={(name, bytes) => setFiles((before) => ({ ...before, [name]: bytes }))}
        />
      </Suspense>
    </section>
  );
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
