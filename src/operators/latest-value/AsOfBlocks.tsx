import { clockText, placeInstant, textWidth, type TimeAxis } from '../../theme/event-time-axis.ts';
import { EventTimeAxis, Figure, WatermarkLine, Words } from '../../theme/figure.tsx';
import { markPath, marks } from '../../theme/marks.ts';
import { lengthText, pluralText } from '../../theme/quantity-text.ts';
import { type AsOfRow, spanOf, type SubtaskAsOf } from './as-of.ts';

const ROW = 20;
const HEAD = 19;
const GAP = 8;

interface AsOfBlocksProps {
  readonly subtasks: readonly SubtaskAsOf[];
  readonly width: number;
  /** Processing clock, epoch ms. */
  readonly now: number;
  readonly onPick: (row: AsOfRow, subtask: number) => void;
}

/** For each key its observations; the line from one to the next is the event time for which it is the answer. */
export function AsOfBlocks({ subtasks, width, now, onPick }: AsOfBlocksProps) {
  const span = spanOf(subtasks);
  if (span === null) return null;
  const names = subtasks.flatMap(({ rows }) => rows.map(({ key }) => key));
  const left = Math.min(92, Math.max(24, ...names.map((name) => textWidth(name) + 10)));
  const axis: TimeAxis = { ...span, left, right: width - 66 };
  let bottom = 0;
  const tops = subtasks.map(({ rows }) => {
    const top = bottom;
    bottom += HEAD + Math.max(1, rows.length) * ROW + GAP;
    return top;
  });
  return (
    <Figure width={width} height={bottom + 18} label={labelOf(subtasks)}>
      {subtasks.map((own, at) => (
        <Block key={own.subtask} own={own} top={tops[at]} axis={axis} width={width} now={now} onPick={onPick} />
      ))}
      <EventTimeAxis axis={axis} y={bottom - 2} width={width} />
    </Figure>
  );
}

function Block(
  props: Omit<AsOfBlocksProps, 'subtasks'> & {
    readonly own: SubtaskAsOf;
    readonly top: number;
    readonly axis: TimeAxis;
  },
) {
  const { own, top, axis, width, now, onPick } = props;
  const { rows, watermark, subtask, keys } = own;
  const height = HEAD + Math.max(1, rows.length) * ROW;
  const label = `watermark ${clockText(watermark)}`;
  const aside = `subtask ${subtask} · ${pluralText(keys, 'key')}`;
  const labelX = Math.max(
    aside.length * 5.7 + 16,
    Math.min(placeInstant(axis, watermark) + 5, width - textWidth(label) - 4),
  );
  return (
    <g>
      <rect x={0} y={top} width={width} height={height} rx={5} fill="var(--wash)" fillOpacity={0.55} />
      {Number.isFinite(watermark) && (
        <WatermarkLine axis={axis} at={watermark} from={top + HEAD - 5} to={top + height + 2} />
      )}
      {rows.map((row, at) => (
        <Row
          key={row.key}
          row={row}
          y={top + HEAD + at * ROW}
          axis={axis}
          width={width}
          now={now}
          onPick={() => onPick(row, subtask)}
        />
      ))}
      <Words x={4} y={top + 12}>
        {aside}
      </Words>
      <Words x={labelX} y={top + 12} number strong tone="watermark-text">
        {Number.isFinite(watermark) ? label : 'no watermark yet'}
      </Words>
    </g>
  );
}

function Row(props: {
  readonly row: AsOfRow;
  readonly y: number;
  readonly axis: TimeAxis;
  readonly width: number;
  readonly now: number;
  readonly onPick: () => void;
}) {
  const { row, y, axis, width, now, onPick } = props;
  // Of those at the same instant one is drawn.
  const observations = [...new Set(row.observations)];
  const waiting = [...new Map(row.waiting.map((record) => [record.time, record])).values()];
  const newest = observations.at(-1);
  const [first] = waiting.toSorted((a, b) => a.deadline - b.deadline);
  return (
    <g data-pick="" onClick={onPick} aria-hidden="true">
      <rect x={0} y={y} width={width} height={ROW} fill="transparent" />
      <Words x={4} y={y + 13} number tone="ink">
        {row.key.length > 12 ? `${row.key.slice(0, 11)}…` : row.key}
      </Words>
      {observations.map((time, at) => (
        <Answer
          key={time}
          axis={axis}
          from={time}
          to={observations[at + 1] ?? axis.to}
          y={y + ROW / 2}
          isNewest={time === newest}
        />
      ))}
      {waiting.map(({ time }) => (
        <circle
          key={time}
          cx={placeInstant(axis, time)}
          cy={y + ROW / 2}
          r={4}
          fill="var(--card)"
          stroke="var(--shipments)"
          strokeWidth={1.8}
        />
      ))}
      <Words
        x={width - 4}
        y={y + 13}
        end
        number={first === undefined}
        tone={first === undefined ? 'muted' : 'failure-text'}
      >
        {first === undefined
          ? newest === undefined
            ? ''
            : clockText(newest).slice(0, 8)
          : `${lengthText(Math.max(0, first.deadline - now))} left`}
      </Words>
    </g>
  );
}

/** An observation, and for how long it answers. */
export function Answer(props: {
  readonly axis: TimeAxis;
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly isNewest: boolean;
}) {
  const { axis, from, to, y, isNewest } = props;
  const { weather } = marks;
  const x = placeInstant(axis, from);
  return (
    <>
      <line
        x1={x}
        x2={Math.max(x, placeInstant(axis, to) - 3)}
        y1={y}
        y2={y}
        stroke={`var(${weather.colour})`}
        strokeOpacity={isNewest ? 0.75 : 0.35}
        strokeWidth={4}
      />
      <path
        d={markPath(weather.shape, x, y, 9)}
        fill={`var(${weather.colour})`}
        stroke="var(--ink)"
        strokeWidth={0.9}
      />
    </>
  );
}

function labelOf(subtasks: readonly SubtaskAsOf[]): string {
  return subtasks
    .map(
      ({ subtask, observations, waiting, watermark }) =>
        `subtask ${subtask}: ${pluralText(observations, 'observation')}, ${pluralText(waiting, 'record')} waiting, watermark ${clockText(watermark)}`,
    )
    .join('; ');
}
