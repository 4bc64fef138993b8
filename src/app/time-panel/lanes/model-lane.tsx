/** Which model answered when. A run holds the version that its document names, from its first instant on. */
import type { Scene } from '../draw/scene.ts';
import { laneOf } from '../geometry/lanes.ts';
import { xOf } from '../geometry/scales.ts';
import { useModel } from '../subject/document-now.ts';
import styles from './lanes.module.css';

export function ModelLane({ scene }: { readonly scene: Scene }) {
  const model = useModel();
  const lane = laneOf(scene.layout, 'model');
  if (lane === undefined) return null;
  const left = Math.max(scene.layout.left, xOf(scene.scale, 0));
  if (model === null) {
    return (
      <div className={styles.noFaults} style={{ left: scene.layout.left + 6, top: lane.plotTop }}>
        no model in this pipeline
      </div>
    );
  }
  return (
    <div
      className={styles.model}
      style={{
        left,
        top: lane.plotTop,
        width: Math.max(0, Math.min(scene.layout.right, xOf(scene.scale, scene.head)) - left),
      }}
    >
      <b>{model}</b>
    </div>
  );
}
