/** The table behind each lane: the same numbers that are drawn, as rows; a row leads to its instant. */
import type { Intervention } from '../../../pipeline/document.ts';
import { MICROS_PER_SECOND, rateOf, rateUnit, type Scene } from '../draw/scene.ts';
import type { LaneId } from '../geometry/lanes.ts';
import { clockText } from '../geometry/scales.ts';
import { duration } from '../../format.ts';
import { indexAt } from '../history/marks.ts';
import { emptyExtent, extentOf } from '../history/series.ts';
import { faultSpans } from '../subject/faults.ts';
import { factsAt } from './facts.ts';

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Said under the table where it holds a part only. */
  readonly note: string;
}

export interface Row {
  /** Run µs to which the row leads. */
  readonly at: number;
  readonly cells: readonly string[];
}

const MOST_ROWS = 200;

export function tableOf(
  lane: LaneId,
  scene: Scene,
  interventions: readonly Intervention[],
  model: string | null,
  branches: readonly { readonly label: string; readonly forkedAt: number; readonly reached: number }[],
): Table {
  const clock = (micros: number, detail: 'seconds' | 'millis' = 'seconds') =>
    clockText(scene.startAtMs + micros / 1000, detail);
  switch (lane) {
    case 'clocks':
      return lateTable(scene);
    case 'results':
      return seconds(scene, [`mean ${rateUnit(scene)}`, 'highest'], (from, to) => {
        const series = rateOf(scene, scene.history);
        const extent = series === undefined ? emptyExtent() : extentOf(series, from, to, emptyExtent());
        return [numberText(extent.mean), numberText(extent.max)];
      });
    case 'lag':
      return seconds(scene, ['watermark', 'lag'], (_, to) => {
        const { watermark, lagMs } = factsAt(scene, Math.min(scene.head, to * MICROS_PER_SECOND - 1));
        return [
          Number.isFinite(watermark) ? clockText(watermark) : 'none yet',
          Number.isFinite(lagMs) ? duration(lagMs) : '—',
        ];
      });
    case 'checkpoints': {
      const spans = [...scene.history.checkpoints].reverse().slice(0, MOST_ROWS);
      const rows = spans.map(({ id, triggeredAt, endedAt, outcome }) => ({
        at: triggeredAt,
        cells: [String(id), clock(triggeredAt, 'millis'), duration((endedAt - triggeredAt) / 1000), outcome],
      }));
      return {
        columns: ['checkpoint', 'triggered', 'took', 'outcome'],
        rows,
        note: noteOf(rows.length, scene.history.checkpoints.length, 'checkpoints'),
      };
    }
    case 'faults': {
      const rows = faultSpans(interventions, scene.history.failures).map(({ title, detail, from, to }) => ({
        at: from,
        cells: [title, clock(from), to === null ? '—' : clock(to), detail],
      }));
      return {
        columns: ['fault', 'from', 'to', 'what it did'],
        rows,
        note: rows.length === 0 ? 'No faults in this run.' : '',
      };
    }
    case 'model':
      return {
        columns: ['model', 'from'],
        rows: model === null ? [] : [{ at: 0, cells: [model, clock(0)] }],
        note: model === null ? 'No model in this pipeline.' : '',
      };
    case 'branches': {
      const rows = branches.map(({ label, forkedAt, reached }) => ({
        at: forkedAt,
        cells: [label, clock(forkedAt), clock(reached)],
      }));
      return { columns: ['branch', 'parted at', 'computed to'], rows, note: '' };
    }
  }
}

/** Late records first: they are few and each matters; those on time are told by the watermark's table. */
function lateTable(scene: Scene): Table {
  const { late, onTime } = scene.history.marks;
  const end = indexAt(late, scene.head + 1);
  const rows: Row[] = [];
  for (let i = end - 1; i >= 0 && rows.length < MOST_ROWS; i--) {
    const at = late.at[i] ?? 0;
    const event = late.event[i] ?? Number.NaN;
    const arrived = scene.startAtMs + at / 1000;
    rows.push({ at, cells: [clockText(arrived, 'millis'), clockText(event), duration(arrived - event)] });
  }
  const note = `${noteOf(rows.length, end, 'late records')} ${indexAt(onTime, scene.head + 1).toLocaleString('en')} marks of records on time are drawn from this run.`;
  return { columns: ['late record arrived', 'event time', 'clock − event time'], rows, note: note.trim() };
}

/** The stretch in view in at most two hundred equal parts, the newest first. */
function seconds(
  scene: Scene,
  columns: readonly string[],
  cellsOf: (from: number, to: number) => readonly string[],
): Table {
  const first = Math.floor(scene.scale.from / MICROS_PER_SECOND);
  const last = Math.ceil(Math.min(scene.head, scene.scale.to) / MICROS_PER_SECOND);
  const step = Math.max(1, Math.ceil((last - first) / MOST_ROWS));
  const rows: Row[] = [];
  for (let from = first + Math.floor(Math.max(0, last - first - 1) / step) * step; from >= first; from -= step) {
    rows.push({
      at: from * MICROS_PER_SECOND,
      cells: [clockText(scene.startAtMs + from * 1000, 'seconds'), ...cellsOf(from, Math.min(last, from + step))],
    });
  }
  return { columns: ['from', ...columns], rows, note: step === 1 ? '' : `Each row covers ${duration(step * 1000)}.` };
}

function noteOf(shown: number, all: number, what: string): string {
  if (all === 0) return `No ${what} yet.`;
  return shown < all ? `The newest ${shown} of ${all.toLocaleString('en')} ${what}.` : '';
}

function numberText(value: number): string {
  return Number.isFinite(value) ? (Math.round(value * 10) / 10).toLocaleString('en') : '—';
}
