/** What stands in the corners of the canvas: the legend, the TaskManagers, what marks stand for, and the zoom. */
import { Maximize, Minus, Plus } from 'lucide-react';
import { useStore as useFlowStore } from '@xyflow/react';
import { count, quantity } from '../../format.ts';
import { useDocuments } from '../../stores/documents.ts';
import { useRun } from '../../stores/hooks.ts';
import { canvasHandle } from '../canvas-handle.ts';
import styles from './canvas-furniture.module.css';
import { TaskManagers } from './task-managers.tsx';

export function CanvasFurniture() {
  return (
    <>
      <Legend />
      <div className={styles['right']} data-overlay="">
        <Sample />
        <div className={styles['row']}>
          <TaskManagers />
          <Zoom />
        </div>
      </div>
      <EmptyCanvas />
    </>
  );
}

function Legend() {
  const inFlight = useRun(({ frame }) => frame?.checkpoint.inFlight ?? null);
  return (
    <dl className={styles['legend']} data-overlay="">
      <div>
        <dt data-mark="busy" />
        <dd>busy</dd>
      </div>
      <div>
        <dt data-mark="back-pressured" />
        <dd>back-pressured</dd>
      </div>
      <div>
        <dt data-mark="idle" />
        <dd>idle</dd>
      </div>
      <div>
        <dt data-mark="barrier" />
        <dd>{inFlight === null ? 'checkpoint barrier' : `barrier of checkpoint ${inFlight}`}</dd>
      </div>
    </dl>
  );
}

/** Never more marks than the eye can follow, and never without saying so. */
function Sample() {
  const shown = useRun(({ frame }) => frame?.edges.reduce((sum, edge) => sum + edge.shown, 0) ?? 0);
  const inFlight = useRun(({ frame }) => frame?.edges.reduce((sum, edge) => sum + edge.inFlight, 0) ?? 0);
  const weight = useRun(({ plan }) => Math.max(1, ...(plan?.nodes.map((node) => node.weight) ?? [])));
  return (
    <p className={styles['sample']}>
      {inFlight === 0
        ? 'nothing on its way'
        : shown < inFlight
          ? `${quantity(shown)} of ${quantity(inFlight)} records shown`
          : `${count(inFlight, 'record')} on the way`}
      {weight > 1 && (
        <span>
          ×{weight}: each stands for {weight}
        </span>
      )}
    </p>
  );
}

function Zoom() {
  const percent = useFlowStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <div className={styles['zoom']}>
      <button type="button" onClick={() => canvasHandle()?.zoomBy(1 / 1.2)} aria-label="Zoom out">
        <Minus size={13} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={styles['percent']}
        onClick={() => canvasHandle()?.zoomToNatural()}
        aria-label={`Zoom ${percent} %: back to 100 %`}
      >
        {percent} %
      </button>
      <button type="button" onClick={() => canvasHandle()?.zoomBy(1.2)} aria-label="Zoom in">
        <Plus size={13} aria-hidden="true" />
      </button>
      <button
        type="button"
        onClick={() => canvasHandle()?.fit()}
        aria-label="Show the whole pipeline"
        title="Show the whole pipeline (F)"
      >
        <Maximize size={13} aria-hidden="true" />
      </button>
    </div>
  );
}

function EmptyCanvas() {
  const isEmpty = useDocuments(({ document }) => document.nodes.length === 0);
  if (!isEmpty) return null;
  return (
    <p className={styles['empty']}>
      Drag a source from the palette to begin, or press <kbd>/</kbd> to find one and Enter to place it.
    </p>
  );
}
