/** One side of an interval join on event time: how many entries lie where, and where they are forgotten. */
import { placeInstant, type TimeAxis } from '../../theme/event-time-axis.ts';
import { WatermarkLine, Words } from '../../theme/figure.tsx';
import { marks } from '../../theme/marks.ts';
import { countText, lengthText } from '../../theme/quantity-text.ts';
import type { JoinSide } from './microscope.ts';

export const LANE = 36;
const LEFT_TOP = 32;
const RIGHT_TOP = 100;

/** Left records are circles, right ones triangles, whatever streams they come from. */
export const looks = { left: marks.shipments, right: marks.weather } as const;

export function Lane(props: {
  readonly side: JoinSide;
  readonly axis: TimeAxis;
  readonly watermark: number;
  readonly width: number;
}) {
  const { side, axis, watermark, width } = props;
  const top = topOf(side.name);
  return (
    <g>
      <rect x={0} y={top} width={width} height={LANE} rx={5} fill="var(--wash)" fillOpacity={0.5} />
      {Number.isFinite(watermark) && (
        <rect
          x={0}
          y={top}
          width={placeInstant(axis, watermark - side.keptMs)}
          height={LANE}
          rx={5}
          fill="var(--line)"
          fillOpacity={0.7}
        />
      )}
      <Density side={side} axis={axis} bottom={top + LANE - 1} height={LANE - 6} />
      <Edge side={side} axis={axis} watermark={watermark} from={top - 4} to={top + LANE + 3} />
    </g>
  );
}

export function LaneWords(props: {
  readonly side: JoinSide;
  readonly axis: TimeAxis;
  readonly watermark: number;
  readonly width: number;
}) {
  const { side, axis, watermark, width } = props;
  const y = topOf(side.name) - 6;
  const words = side.keptMs === 0 ? 'not kept' : `watermark − ${lengthText(side.keptMs)}`;
  const x = Number.isFinite(watermark) ? placeInstant(axis, watermark - side.keptMs) : 0;
  return (
    <>
      <Words x={Math.min(Math.max(0, x - 2), width - 200)} y={y} tone="watermark-text" halo>
        {words}
      </Words>
      <Words x={width} y={y} end tone={looks[side.name].textColour.slice(2)} strong halo>
        {`${side.name} ${countText(side.total)}`}
      </Words>
    </>
  );
}

/** All entries of all keys: how many lie in each step of time. */
export function Density({
  side,
  axis,
  bottom,
  height,
}: {
  readonly side: JoinSide;
  readonly axis: TimeAxis;
  readonly bottom: number;
  readonly height: number;
}) {
  const { spread, name } = side;
  if (spread === null) return null;
  const most = Math.max(...spread.counts);
  const step = (spread.to - spread.from + 1) / spread.counts.length;
  const outline = spread.counts.map((count, at) => {
    const high = count === 0 ? 0 : Math.max(2, (count / most) * height);
    return `V${bottom - high}H${placeInstant(axis, spread.from + (at + 1) * step)}`;
  });
  return (
    <path
      d={`M${placeInstant(axis, spread.from)},${bottom}${outline.join('')}V${bottom}Z`}
      fill={`var(${looks[name].colour})`}
      fillOpacity={0.32}
    />
  );
}

export function Edge(props: {
  readonly side: JoinSide;
  readonly axis: TimeAxis;
  readonly watermark: number;
  readonly from: number;
  readonly to: number;
}) {
  const { side, axis, watermark, from, to } = props;
  return Number.isFinite(watermark) ? (
    <WatermarkLine axis={axis} at={watermark - side.keptMs} from={from} to={to} dashed />
  ) : null;
}

export function topOf(side: JoinSide['name']): number {
  return side === 'left' ? LEFT_TOP : RIGHT_TOP;
}

export function middleOf(side: JoinSide['name']): number {
  return topOf(side) + LANE / 2;
}
