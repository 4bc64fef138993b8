import { textWidth } from '../../theme/event-time-axis.ts';
import { Figure, useHatch, Words } from '../../theme/figure.tsx';
import { countText } from '../../theme/quantity-text.ts';
import { type Lane, type LaneState, offsetsDrawn, stretchesOf, type Topic } from './transaction-log.ts';

const STRIP = 18;
const AXIS = 40;
const LANE = 18;
const READER = 32;

/** Words and colours of what has become of a stretch of the log. */
const looks: Readonly<
  Record<LaneState | 'plain' | 'older', { readonly fill: string; readonly opacity: number; readonly words: string }>
> = {
  committed: { fill: 'labels', opacity: 1, words: 'labels-text' },
  plain: { fill: 'labels', opacity: 1, words: 'labels-text' },
  aborted: { fill: 'late', opacity: 0.32, words: 'late-text' },
  'pre-committed': { fill: 'barrier', opacity: 0.5, words: 'barrier-text' },
  open: { fill: 'drivers', opacity: 0.75, words: 'drivers-text' },
  older: { fill: 'edge', opacity: 0.6, words: 'muted' },
};

interface LogStripProps {
  readonly topic: Topic;
  /** The lanes drawn, the newest; `known` are all of which something is known. */
  readonly lanes: readonly Lane[];
  readonly known: readonly Lane[];
  readonly partition: number;
  readonly width: number;
  readonly onPick: (lane: Lane) => void;
}

/** One partition's log by offset, a lane for each transaction beneath it, and how far each reader gets. */
export function LogStrip({ topic, lanes, known, partition, width, onPick }: LogStripProps) {
  const hatch = useHatch('late');
  const here = topic.partitions.find((candidate) => candidate.partition === partition);
  const end = here?.highWatermark ?? 0;
  const stable = here?.lastStableOffset ?? end;
  const drawn = offsetsDrawn(lanes, end);
  const left = lanes.length === 0 ? 0 : 62;
  const right = lanes.length === 0 ? width : width - 82;
  const place = (offset: number) =>
    left + ((Math.max(drawn.from, offset) - drawn.from) / (drawn.to - drawn.from)) * (right - left);
  const lanesTop = AXIS + 4;
  const readersTop = lanesTop + lanes.length * LANE + 8;
  const stretches = stretchesOf(
    topic.log.filter((run) => run.partition === partition && run.to >= drawn.from),
    known,
  );
  const cell = (right - left) / (drawn.to - drawn.from);
  return (
    <Figure width={width} height={readersTop + 2 * READER} label={labelOf(topic, lanes, stable, end)}>
      {hatch.definition}
      <rect x={left} y={1} width={right - left} height={STRIP} rx={2} fill="var(--wash)" />
      {stretches.map(({ from, end: after, state, isMarker }) => (
        <rect
          key={from}
          x={place(from)}
          y={1}
          width={Math.max(isMarker ? 2 : 0.6, place(after) - place(from))}
          height={STRIP}
          fill={isMarker ? 'var(--ink)' : `var(--${looks[state].fill})`}
          fillOpacity={isMarker ? 1 : looks[state].opacity}
        />
      ))}
      {cell >= 5 &&
        Array.from({ length: drawn.to - drawn.from }, (_, n) => place(drawn.from + n)).map((x) => (
          <line key={x} x1={x} x2={x} y1={0} y2={STRIP + 2} stroke="var(--card)" strokeWidth={2} />
        ))}
      <line
        x1={place(stable)}
        x2={place(stable)}
        y1={0}
        y2={readersTop + 2 * READER - 4}
        stroke="var(--ink)"
        strokeWidth={1.4}
        strokeDasharray="4 3"
      />
      <Offsets marks={[drawn.from, stable, end]} strong={stable} place={place} width={width} />
      {lanes.map((lane, row) => (
        <LaneRow
          key={lane.name}
          lane={lane}
          y={lanesTop + row * LANE}
          width={width}
          place={place}
          end={end}
          hatch={hatch.url}
          onPick={() => onPick(lane)}
        />
      ))}
      <Reader
        name="read_committed"
        records={topic.committed}
        y={readersTop}
        from={left}
        to={place(stable)}
        tone="labels"
        holes={stretches
          .filter(({ state, end: after }) => state === 'aborted' && after <= stable)
          .map(({ from, end: after }) => [place(from), place(after)])}
      />
      <Reader
        name="read_uncommitted"
        records={topic.uncommitted}
        y={readersTop + READER}
        from={left}
        to={place(end)}
        tone="failure"
        holes={[]}
      />
    </Figure>
  );
}

function LaneRow(props: {
  readonly lane: Lane;
  readonly y: number;
  readonly width: number;
  readonly end: number;
  readonly place: (offset: number) => number;
  readonly hatch: string;
  readonly onPick: () => void;
}) {
  const { lane, y, width, end, place, hatch, onPick } = props;
  const { fill, opacity, words } = looks[lane.state];
  const x = place(lane.first ?? end);
  const wide = lane.first === null ? 0 : Math.max(2, place((lane.last ?? lane.first) + 1) - x);
  const marker = lane.marker === null ? null : place(lane.marker) + 1;
  return (
    <g data-pick="" onClick={onPick} aria-hidden="true">
      <rect x={0} y={y} width={width} height={LANE} fill="transparent" />
      <Words x={0} y={y + 13} number tone="ink">
        {`txn ${lane.number}·${lane.subtask}`}
      </Words>
      {wide > 0 && (
        <rect
          x={x}
          y={y + 4}
          width={wide}
          height={10}
          rx={2}
          fill={lane.state === 'aborted' ? hatch : `var(--${fill})`}
          fillOpacity={lane.state === 'aborted' ? 1 : opacity}
          stroke={lane.state === 'committed' ? 'none' : lane.state === 'open' ? 'var(--ink)' : `var(--${fill})`}
          strokeDasharray={lane.state === 'open' ? '2 2' : undefined}
          strokeWidth={0.9}
        />
      )}
      {marker !== null && (
        <>
          <rect
            x={marker - 5.5}
            y={y + 1.5}
            width={11}
            height={15}
            rx={2.5}
            fill={`var(--${lane.state === 'aborted' ? 'late' : 'ink'})`}
          />
          <Words x={marker} y={y + 13} middle number strong tone="on-ink">
            {lane.state === 'aborted' ? 'A' : 'C'}
          </Words>
        </>
      )}
      <Words x={width} y={y + 13} end tone={words}>
        {lane.first === null ? 'no record yet' : lane.state}
      </Words>
    </g>
  );
}

/** A reader's cursor, and what lies behind it; what it skips is left out. */
function Reader(props: {
  readonly name: string;
  readonly records: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
  readonly tone: 'labels' | 'failure';
  readonly holes: readonly (readonly [number, number])[];
}) {
  const { name, records, y, from, to, tone, holes } = props;
  return (
    <g>
      <Words x={0} y={y + 11} tone={`${tone}-text`} halo>
        {`${name}: ${countText(records)} ${records === 1 ? 'record' : 'records'}`}
      </Words>
      <rect
        x={from}
        y={y + 16}
        width={Math.max(0, to - from)}
        height={9}
        rx={2}
        fill={`var(--${tone})`}
        fillOpacity={tone === 'labels' ? 1 : 0.55}
      />
      {holes.map(([start, stop]) => (
        <rect key={start} x={start} y={y + 16} width={stop - start} height={9} fill="var(--wash)" />
      ))}
      <path d={`M${to + 1},${y + 13}v15l-6,-7.5z`} fill="var(--ink)" />
    </g>
  );
}

/** The strongest first; another is written only where it does not touch those before. */
function Offsets(props: {
  readonly marks: readonly number[];
  readonly strong: number;
  readonly place: (offset: number) => number;
  readonly width: number;
}) {
  const { marks, strong, place, width } = props;
  const shown: { readonly offset: number; readonly from: number; readonly to: number }[] = [];
  for (const offset of [strong, ...marks]) {
    const half = textWidth(String(offset)) / 2;
    const x = Math.min(Math.max(place(offset), half), width - half);
    if (shown.every(({ from, to }) => x + half + 6 < from || x - half - 6 > to))
      shown.push({ offset, from: x - half, to: x + half });
  }
  return shown.map(({ offset, from, to }) => (
    <g key={offset}>
      <line x1={place(offset)} x2={place(offset)} y1={STRIP + 2} y2={STRIP + 6} stroke="var(--edge)" />
      <Words
        x={(from + to) / 2}
        y={STRIP + 18}
        middle
        number
        strong={offset === strong}
        tone={offset === strong ? 'ink' : 'muted'}
        halo
      >
        {offset}
      </Words>
    </g>
  ));
}

function labelOf({ committed, uncommitted }: Topic, lanes: readonly Lane[], stable: number, end: number): string {
  const words = lanes.map(({ number, subtask, state }) => `transaction ${number} of subtask ${subtask} ${state}`);
  return `The log up to offset ${end}, stable up to ${stable}; ${words.join(', ')}; read_committed sees ${committed} records, read_uncommitted ${uncommitted}`;
}
