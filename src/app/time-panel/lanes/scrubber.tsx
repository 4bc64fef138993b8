/**
 * The playhead, and the hand on it: press or drag anywhere in the lanes, or use the arrow keys. A seek is sent
 * once the answer to the one before has come, so that a fast hand does not queue up a hundred of them.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { runStore } from '../../stores/hooks.ts';
import type { Scene } from '../draw/scene.ts';
import type { LaneLayout } from '../geometry/lanes.ts';
import { clockText, timeAtX, xOf } from '../geometry/scales.ts';
import { onRunChange, sceneNow } from '../subject/scene-now.ts';
import { Hover } from './hover.tsx';
import { pan, setTimeline, timelineStore, zoom } from './timeline-store.ts';
import styles from './lanes.module.css';

const SECOND = 1_000_000;

export function Scrubber({ layout, scene }: { readonly layout: LaneLayout; readonly scene: Scene }) {
  const area = useRef<HTMLDivElement>(null);
  const everything = Math.max(scene.scale.to, scene.head);
  const timeOf = (event: PointerEvent | WheelEvent) => {
    const left = area.current?.getBoundingClientRect().left ?? 0;
    return Math.min(everything, Math.max(0, timeAtX(scene.scale, event.clientX - left + layout.left)));
  };
  useWheel(area, scene, everything, timeOf);
  const clock = clockText(scene.startAtMs + scene.at / 1000);
  return (
    <>
      <div
        ref={area}
        className={styles.scrubber}
        style={{ left: layout.left, width: layout.right - layout.left, height: layout.height }}
        role="slider"
        tabIndex={0}
        aria-label="Playhead, processing time"
        aria-valuemin={0}
        aria-valuemax={Math.round(everything / SECOND)}
        aria-valuenow={Math.round(scene.at / SECOND)}
        aria-valuetext={`${clock}, run minute ${Math.floor(scene.at / 60 / SECOND)}`}
        onKeyDown={(event) => onKey(event, scene)}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          scrubTo(timeOf(event));
        }}
        onPointerMove={(event) => {
          if (timelineStore.getState().scrub !== null && event.buttons === 1) scrubTo(timeOf(event));
          else if (event.pointerType === 'mouse') setTimeline({ hover: timeOf(event) });
        }}
        onPointerUp={endScrub}
        onPointerCancel={endScrub}
        onPointerLeave={() => setTimeline({ hover: null })}
        onDoubleClick={() => setTimeline({ range: null })}
      />
      <Hover scene={scene} />
      <Playhead layout={layout} />
    </>
  );
}

/** Follows every frame by itself; React only says how tall it is. */
function Playhead({ layout }: { readonly layout: LaneLayout }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let request = 0;
    const place = () => {
      request = 0;
      const scene = sceneNow(layout);
      const element = line.current;
      if (scene === null || element === null) return;
      const x = xOf(scene.scale, scene.at);
      element.style.transform = `translateX(${x}px)`;
      element.hidden = x < layout.left - 1 || x > layout.right + 1;
    };
    const stop = onRunChange(() => {
      if (request === 0) request = requestAnimationFrame(place);
    });
    place();
    return () => {
      stop();
      cancelAnimationFrame(request);
    };
  }, [layout]);
  return <div ref={line} className={styles.playhead} style={{ height: layout.bottom }} aria-hidden="true" />;
}

let wanted: number | null = null;
let isAsked = false;

function scrubTo(micros: number): void {
  isHeld = true;
  wanted = Math.round(micros);
  setTimeline({ scrub: wanted, hover: null });
  if (!isAsked) ask();
}

function ask(): void {
  if (wanted === null) return;
  isAsked = true;
  runStore.actions.seek(wanted);
  wanted = null;
  const stop = runStore.live.subscribe(answered);
  // A seek far ahead takes its time; the hand may choose anew meanwhile.
  const patience = setTimeout(answered, 400);
  function answered(): void {
    stop();
    clearTimeout(patience);
    isAsked = false;
    if (wanted !== null) ask();
    else if (!isHeld) setTimeline({ scrub: null });
  }
}

let isHeld = false;

function endScrub(): void {
  isHeld = false;
  if (!isAsked) setTimeline({ scrub: null });
}

function onKey(event: KeyboardEvent, scene: Scene): void {
  const step = event.shiftKey ? 10 * SECOND : SECOND;
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: scene.at - step,
    ArrowDown: scene.at - step,
    ArrowRight: scene.at + step,
    ArrowUp: scene.at + step,
    PageDown: scene.at - 60 * SECOND,
    PageUp: scene.at + 60 * SECOND,
    Home: 0,
    End: scene.head,
  };
  const to = moves[event.key];
  if (to !== undefined) {
    event.preventDefault();
    runStore.actions.seek(Math.max(0, to));
  } else if (event.key === '+' || event.key === '-') {
    zoom(scene.scale, scene.at, event.key === '+' ? 0.5 : 2, Math.max(scene.scale.to, scene.head));
  } else if (event.key === '0') setTimeline({ range: null });
}

/** Turning the wheel with Ctrl (or pinching) zooms around the pointer, sideways it moves the range. */
function useWheel(
  area: { readonly current: HTMLElement | null },
  scene: Scene,
  everything: number,
  timeOf: (event: WheelEvent) => number,
): void {
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!event.ctrlKey && !event.metaKey && !isSideways) return;
      event.preventDefault();
      if (isSideways)
        pan(scene.scale, ((event.deltaX || event.deltaY) / 600) * (scene.scale.to - scene.scale.from), everything);
      else zoom(scene.scale, timeOf(event), 1.0015 ** event.deltaY, everything);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  });
}
