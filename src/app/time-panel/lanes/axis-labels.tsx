/** The names of the ticks: processing time below the lanes, event time beside the plane. */
import type { Measures } from '../draw/draw-lanes.ts';
import type { Scene } from '../draw/scene.ts';
import { yOfEvent } from '../draw/two-clocks.ts';
import { thinTicks } from '../geometry/labels.ts';
import { clockText, type Tick, xOf } from '../geometry/scales.ts';
import { useStore } from 'zustand';
import { timelineStore } from './timeline-store.ts';
import styles from './lanes.module.css';

const CHARACTER = 6.7;
/** Width of the axis's own name, left of its first tick. */
const AXIS_NAME = 100;
/** Height at which the plane's second line of name stands. */
const PLANE_NAME = { top: 12, bottom: 34 };

export function AxisLabels({ scene, measures }: { readonly scene: Scene; readonly measures: Measures }) {
  const isZoomed = useStore(timelineStore, ({ range }) => range !== null);
  const { layout, scale } = scene;
  const now: Tick = {
    at: scene.at,
    label: clockText(scene.startAtMs + scene.at / 1000, scale.to - scale.from < 240_000_000 ? 'seconds' : 'minutes'),
    major: true,
  };
  const nowX = clampCentre(xOf(scale, now.at), now.label, layout.left, layout.right);
  const ticks = thinTicks(
    measures.clockTicks,
    (tick) => xOf(scale, tick.at),
    (tick) => tick.label.length * CHARACTER,
    10,
  );
  const centreOf = (tick: Tick) => clampCentre(xOf(scale, tick.at), tick.label, layout.left, layout.right);
  // The label at an edge is moved inwards, where its neighbour may stand.
  const isFree = (tick: Tick, i: number) =>
    i === 0 || centreOf(tick) - centreOf(ticks[i - 1]) > tick.label.length * CHARACTER + 6;
  const apart = (tick: Tick) =>
    Math.abs(centreOf(tick) - nowX) > ((tick.label.length + now.label.length) / 2) * CHARACTER + 6;
  return (
    <div aria-hidden="true">
      {!layout.stacked && !isZoomed && (
        <div className={styles.axisName} style={{ top: layout.bottom + 4 }}>
          processing time →
        </div>
      )}
      {ticks
        .filter(isFree)
        .filter(apart)
        .map((tick) => (
          <div key={tick.at} className={styles.tick} style={{ top: layout.bottom + 4, left: centreOf(tick) }}>
            {tick.label}
          </div>
        ))}
      {scene.at >= scale.from && scene.at <= scale.to && (
        <div className={styles.tickNow} style={{ top: layout.bottom + 4, left: nowX }}>
          {now.label}
        </div>
      )}
      {measures.eventTicks
        .filter((tick) => layout.stacked || tick.label.length < 6 || !isByName(yOfEvent(measures.plane, tick.at)))
        .map((tick) => (
          <div
            key={tick.at}
            className={styles.eventTick}
            style={{ top: yOfEvent(measures.plane, tick.at) - 7, left: layout.left - (layout.stacked ? 5 : 8) }}
          >
            {tick.label}
          </div>
        ))}
    </div>
  );
}

function isByName(y: number): boolean {
  return y + 7 > PLANE_NAME.top && y - 7 < PLANE_NAME.bottom;
}

/** A label at the very edge is moved inwards, so that it is not cut. */
function clampCentre(x: number, label: string, left: number, right: number): number {
  const half = (label.length * CHARACTER) / 2;
  const least = left < AXIS_NAME ? left - Math.min(half, left) : AXIS_NAME + 6;
  return Math.min(right - half, Math.max(least + half, x));
}
