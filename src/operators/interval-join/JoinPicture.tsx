import { clockText, placeInstant, textWidth, type TimeAxis } from '../../theme/event-time-axis.ts';
import { EventTimeAxis, Figure, WatermarkLine, Words } from '../../theme/figure.tsx';
import { markPath } from '../../theme/marks.ts';
import { LANE, Lane, LaneWords, looks, middleOf, topOf } from './JoinLane.tsx';
import {
  type JoinEntry,
  type JoinInterval,
  type JoinSide,
  matchesOf,
  type Microscope,
  reach,
  spanOf,
} from './microscope.ts';

const AXIS = topOf('right') + LANE + 6;

interface JoinPictureProps {
  readonly microscope: Microscope;
  readonly interval: JoinInterval;
  readonly focus: JoinEntry | null;
  readonly width: number;
  readonly onFocus: (entry: JoinEntry | null) => void;
  readonly onPick: (entry: JoinEntry) => void;
}

/** Both buffers over one axis; the entry in focus, what it has joined, and what may still come for it. */
export function JoinPicture({ microscope, interval, focus, width, onFocus, onPick }: JoinPictureProps) {
  const span = spanOf(microscope, focus, interval);
  if (span === null) return null;
  const axis: TimeAxis = { ...span, left: 0, right: width };
  const { watermark, left, right } = microscope;
  const matches = focus === null ? [] : matchesOf(focus, microscope, interval);
  const hasWatermark = Number.isFinite(watermark);
  const x = placeInstant(axis, watermark);
  const label = `watermark ${clockText(watermark)}`;
  return (
    <Figure width={width} height={AXIS + 20} label={labelOf(microscope, focus, matches.length)}>
      {[left, right].map((side) => (
        <Lane key={side.name} side={side} axis={axis} watermark={watermark} width={width} />
      ))}
      {focus !== null && (
        <Reached focus={focus} axis={axis} interval={interval} other={focus.side === 'left' ? right : left} />
      )}
      {focus !== null &&
        matches.map((match, at) => (
          <line
            // biome-ignore lint/suspicious/noArrayIndexKey: two records may have the same time.
            key={`${match.time} ${at}`}
            x1={placeInstant(axis, focus.time)}
            y1={middleOf(focus.side)}
            x2={placeInstant(axis, match.time)}
            y2={middleOf(match.side)}
            stroke="var(--ink)"
            strokeWidth={0.9}
          />
        ))}
      {hasWatermark && <WatermarkLine axis={axis} at={watermark} from={6} to={AXIS} />}
      {[left, right].map((side) => (
        <Entries
          key={side.name}
          side={side}
          of={focus?.key ?? ''}
          focus={focus}
          matches={matches}
          axis={axis}
          onFocus={onFocus}
          onPick={onPick}
        />
      ))}
      {[left, right].map((side) => (
        <LaneWords key={side.name} side={side} axis={axis} watermark={watermark} width={width} />
      ))}
      {hasWatermark && (
        <Words
          x={x + 6 + textWidth(label) <= width ? x + 6 : Math.max(textWidth(label), x - 6)}
          end={x + 6 + textWidth(label) > width}
          y={10}
          number
          strong
          tone="watermark-text"
        >
          {label}
        </Words>
      )}
      <EventTimeAxis axis={axis} y={AXIS} width={width} />
    </Figure>
  );
}

/** The stretch of the other side that the entry joins; dashed where it has yet to come. */
function Reached(props: {
  readonly focus: JoinEntry;
  readonly axis: TimeAxis;
  readonly interval: JoinInterval;
  readonly other: JoinSide;
}) {
  const { focus, axis, interval, other } = props;
  const { first, last } = reach(interval);
  const [from, to] =
    focus.side === 'left' ? [focus.time + first, focus.time + last] : [focus.time - last, focus.time - first];
  const newest = Math.min(to, Math.max(from, other.spread?.to ?? from));
  const top = topOf(other.name) + 2;
  const [x, mid, end] = [placeInstant(axis, from), placeInstant(axis, newest), placeInstant(axis, to)];
  return (
    <>
      <rect
        x={x}
        y={top}
        width={mid - x}
        height={LANE - 4}
        rx={2}
        fill={`var(${looks[other.name].colour})`}
        fillOpacity={0.16}
      />
      {end - mid > 3 && (
        <rect
          x={mid}
          y={top + 0.5}
          width={end - mid - 1}
          height={LANE - 5}
          rx={3}
          fill="none"
          stroke="var(--ink)"
          strokeDasharray="3 3"
        />
      )}
      {end - mid > 78 && (
        <Words x={(mid + end) / 2} y={top + 20} middle>
          still to come
        </Words>
      )}
    </>
  );
}

function Entries(props: {
  readonly side: JoinSide;
  readonly of: string;
  readonly focus: JoinEntry | null;
  readonly matches: readonly JoinEntry[];
  readonly axis: TimeAxis;
  readonly onFocus: JoinPictureProps['onFocus'];
  readonly onPick: JoinPictureProps['onPick'];
}) {
  const { side, of, focus, matches, axis, onFocus, onPick } = props;
  const look = looks[side.name];
  const own = side.rows.filter(({ key }) => key === of);
  return own.map((entry, at) => {
    const isFocus =
      entry === focus || (focus?.side === entry.side && focus.time === entry.time && focus.key === entry.key);
    const isMatch = matches.includes(entry);
    return (
      <path
        // biome-ignore lint/suspicious/noArrayIndexKey: two entries of one key may have the same time.
        key={`${entry.time} ${at}`}
        data-pick=""
        aria-hidden="true"
        d={markPath(look.shape, placeInstant(axis, entry.time), middleOf(side.name), isFocus ? 12 : 8)}
        fill={`var(${look.colour})`}
        fillOpacity={isFocus || isMatch ? 1 : 0.55}
        stroke={isFocus || look.needsInkOutline ? 'var(--ink)' : 'var(--card)'}
        strokeWidth={isFocus ? 1.4 : 0.8}
        onPointerEnter={() => onFocus(entry)}
        onClick={() => onPick(entry)}
      />
    );
  });
}

function labelOf({ left, right, watermark }: Microscope, focus: JoinEntry | null, matches: number): string {
  const looked =
    focus === null
      ? ''
      : `; the ${focus.side} record of ${focus.key} at ${clockText(focus.time)} has ${matches} matches`;
  return `${left.total} left and ${right.total} right records held, watermark ${clockText(watermark)}${looked}`;
}
