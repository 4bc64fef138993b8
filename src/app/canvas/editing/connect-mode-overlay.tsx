/** Shows the edge that the keyboard is about to draw, and where it stands among those it could draw. */
import { ViewportPortal } from '@xyflow/react';
import { anchorKey } from '../geometry/anchors.ts';
import { curvePath, edgeCurve } from '../geometry/edge-curve.ts';
import { useScene } from '../scene-store.ts';
import { useConnectMode } from './connect-mode.ts';
import styles from './connect-mode-overlay.module.css';

export function ConnectModeOverlay() {
  const mode = useConnectMode();
  const { anchors } = useScene();
  const candidate = mode?.candidates[mode.index];
  if (mode === null || candidate === undefined) return null;
  const from = anchors.get(anchorKey(candidate.from.node, 'out', candidate.from.port));
  const to = anchors.get(anchorKey(candidate.to.node, 'in', candidate.to.port));
  return (
    <>
      {from !== undefined && to !== undefined && (
        <ViewportPortal>
          <svg className={styles['edge']} aria-hidden="true">
            <path d={curvePath(edgeCurve(from, to))} data-refused={candidate.problem === null ? undefined : ''} />
          </svg>
        </ViewportPortal>
      )}
      <div className={styles['bar']} data-overlay="">
        <b>{candidate.label}</b>
        <span>{candidate.problem === null ? 'possible' : candidate.problem.message}</span>
        <small>
          {mode.index + 1} of {mode.candidates.length} · arrows choose · Enter connects · Esc leaves
        </small>
      </div>
    </>
  );
}
