/** The lanes: one canvas for marks, words and controls in HTML above it, one axis and one playhead through all. */
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useDocuments } from '../../stores/documents.ts';
import { useRun } from '../../stores/hooks.ts';
import { stageStore } from '../../stores/stage-store.ts';
import { Sign } from '../controls/icons.tsx';
import { measureScene } from '../draw/measure.ts';
import { type LaneLayout, layOutLanes, smallestHeight } from '../geometry/lanes.ts';
import { microsPerPixel } from '../geometry/scales.ts';
import { useDocument } from '../subject/document-now.ts';
import { faultSpans, rowsOfSpans } from '../subject/faults.ts';
import { historyStore, scaleNow, useScene } from '../subject/scene-now.ts';
import { AnnotationLabels } from './annotation-labels.tsx';
import { AxisLabels } from './axis-labels.tsx';
import { BranchLane } from './branch-lane.tsx';
import { FaultLane } from './fault-lane.tsx';
import { LaneCanvas } from './lane-canvas.tsx';
import { LaneNames } from './lane-names.tsx';
import { LensHandle } from './lens-handle.tsx';
import { ModelLane } from './model-lane.tsx';
import { Readings } from './readings.tsx';
import { Scrubber } from './scrubber.tsx';
import { setTimeline, timelineStore } from './timeline-store.ts';
import styles from './lanes.module.css';

/** A story names lanes as `time:clocks`, `time:results`, … */
const LANE_PART = 'time:';

export function Lanes() {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const branches = useRun((state) => state.branches.length);
  const faultRows = useFaultRows(size.width);
  const layout = useMemo(
    () => layOutLanes({ width: size.width, height: size.height, faultRows, branches }),
    [size.width, size.height, faultRows, branches],
  );
  const scene = useScene(layout);
  const measures = scene === null ? null : measureScene(scene);
  return (
    <div
      ref={box}
      className={styles.lanes}
      style={{ minHeight: size.width > 0 ? smallestHeight({ width: size.width, faultRows, branches }) : 0 }}
    >
      {size.width > 0 && (
        <div className={styles.stage} style={{ height: layout.height }}>
          <LaneCanvas layout={layout} />
          {scene !== null && measures !== null && (
            <>
              <AxisLabels scene={scene} measures={measures} />
              <LaneNames scene={scene} measures={measures} />
              <Scrubber layout={layout} scene={scene} />
              <AnnotationLabels scene={scene} measures={measures} />
              <ModelLane scene={scene} />
              <FaultLane scene={scene} />
              <BranchLane scene={scene} />
              <Readings scene={scene} />
              <Unlit layout={layout} />
              <ShowAll layout={layout} />
              <LensHandle scene={scene} measures={measures} />
            </>
          )}
        </div>
      )}
      {scene === null && <NothingRuns />}
    </div>
  );
}

/** Only of a drawing that cannot run: one that can is about to. */
function NothingRuns() {
  const canRun = useDocuments(({ validation }) => validation.plan !== null);
  return canRun ? null : (
    <p className={styles.nothing}>Nothing runs: time begins when the pipeline has a source, and no problem.</p>
  );
}

/** While a story lights some lanes, the others step back. */
function Unlit({ layout }: { readonly layout: LaneLayout }) {
  const lit = useStore(stageStore, (stage) => stage.lit);
  if (lit === null || ![...lit].some((part) => part.startsWith(LANE_PART))) return null;
  return layout.lanes
    .filter(({ id }) => !lit.has(`${LANE_PART}${id}`))
    .map(({ id, top, height }) => (
      <div key={id} className={styles.unlit} style={{ top, height: height - 1 }} aria-hidden="true" />
    ));
}

/** Where the axis has its name while it shows everything, a way back while it does not. */
function ShowAll({ layout }: { readonly layout: LaneLayout }) {
  const isZoomed = useStore(timelineStore, ({ range }) => range !== null);
  if (!isZoomed) return null;
  return (
    <button
      type="button"
      className={styles.showAll}
      style={{ top: layout.bottom + 2 }}
      onClick={() => setTimeline({ range: null })}
    >
      <Sign name="fit" />
      Show all
    </button>
  );
}

/** How many rows the faults take depends on how wide a second is, and the lanes' height on how many rows they take. */
function useFaultRows(width: number): number {
  const document = useDocument();
  const shown = useRun((state) => state.shown);
  useRun((state) => state.frame?.at ?? 0);
  useStore(timelineStore, ({ range }) => range);
  const history = historyStore.historyOf(shown);
  const scale = scaleNow(layOutLanes({ width, height: 0, faultRows: 1, branches: 1 }));
  return Math.max(
    1,
    ...rowsOfSpans(faultSpans(document.interventions, history?.failures ?? []), microsPerPixel(scale)).map(
      (row) => row + 1,
    ),
  );
}

function useSize(ref: { readonly current: HTMLElement | null }): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const take = () => {
      const next = { width: element.clientWidth, height: element.clientHeight };
      setSize((known) => (known.width === next.width && known.height === next.height ? known : next));
    };
    take();
    const watcher = new ResizeObserver(take);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [ref]);
  return size;
}
