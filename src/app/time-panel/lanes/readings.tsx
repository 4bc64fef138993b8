/** The readings at the playhead, one per lane, in the time that has not come yet. */
import { useRun } from '../../stores/hooks.ts';
import { lagNow } from '../draw/lag.ts';
import { rateUnit, type Scene } from '../draw/scene.ts';
import { laneOf, type LaneId, SPAN_ROW } from '../geometry/lanes.ts';
import { xOf } from '../geometry/scales.ts';
import { duration, quantity } from '../../format.ts';
import { useDocument } from '../subject/document-now.ts';
import { faultSpans } from '../subject/faults.ts';
import { READINGS_WIDTH } from '../subject/scene-now.ts';
import styles from './lanes.module.css';

interface Reading {
  readonly lane: LaneId;
  readonly text: string;
  readonly tone: 'ink' | 'muted' | 'failure' | 'barrier';
}

export function Readings({ scene }: { readonly scene: Scene }) {
  const frame = useRun((state) => state.frame);
  const document = useDocument();
  if (frame === null) return null;
  const rate = scene.rateNow;
  const isDue = scene.due.length > 0;
  const readings: readonly Reading[] = [
    { lane: 'results', text: `${quantity(rate)} ${rateUnit(scene)}`, tone: isDue && rate === 0 ? 'failure' : 'ink' },
    {
      lane: 'lag',
      text: Number.isFinite(lagNow(scene)) ? duration(lagNow(scene)) : 'no watermark',
      tone: isDue ? 'failure' : 'ink',
    },
    { lane: 'checkpoints', ...checkpointReading(frame.checkpoint) },
    { lane: 'faults', ...faultReading(scene, document.interventions, frame.job) },
  ];
  const { layout } = scene;
  const covers = xOf(scene.scale, scene.head) > layout.right - READINGS_WIDTH + 4;
  return (
    <div aria-hidden="true">
      {covers && !layout.stacked && (
        <div
          className={styles.plate}
          style={{
            left: layout.right - READINGS_WIDTH + 6,
            top: laneOf(layout, 'results')?.top,
            height: layout.bottom - (laneOf(layout, 'results')?.top ?? 0),
          }}
        />
      )}
      {readings.map(({ lane, text, tone }) => {
        const box = laneOf(layout, lane);
        if (box === undefined || text === '') return null;
        // Faults may take several rows; their reading stands by the first.
        const height = lane === 'faults' ? SPAN_ROW - 4 : box.plotHeight;
        const top = layout.stacked ? box.top + 1 : box.plotTop + height / 2 - 8;
        return (
          <div
            key={lane}
            className={styles.reading}
            data-tone={tone}
            data-stacked={layout.stacked || undefined}
            style={layout.stacked ? { top, right: 0 } : { top, left: layout.right - READINGS_WIDTH + 12 }}
          >
            {text}
          </div>
        );
      })}
    </div>
  );
}

function checkpointReading({
  inFlight,
  completed,
  failed,
}: {
  readonly inFlight: number | null;
  readonly completed: number;
  readonly failed: number;
}): Pick<Reading, 'text' | 'tone'> {
  if (inFlight !== null) return { text: `${inFlight} in flight`, tone: 'barrier' };
  if (failed > 0) return { text: `${completed} done, ${failed} not`, tone: 'failure' };
  return { text: completed === 0 ? 'none yet' : `${completed} completed`, tone: completed === 0 ? 'muted' : 'barrier' };
}

/** How long the fault that is at work has lasted; a job that does not run says so first. */
function faultReading(
  scene: Scene,
  interventions: Parameters<typeof faultSpans>[0],
  job: string,
): Pick<Reading, 'text' | 'tone'> {
  if (job === 'failing' || job === 'restarting' || job === 'failed') return { text: `job ${job}`, tone: 'failure' };
  const active = faultSpans(interventions, scene.history.failures).filter(
    ({ from, to }) => from <= scene.at && (to === null || to > scene.at),
  );
  const first = active[0];
  if (first === undefined) return { text: '', tone: 'muted' };
  return {
    text: active.length > 1 ? `${active.length} at work` : `for ${duration((scene.at - first.from) / 1000)}`,
    tone: 'failure',
  };
}
