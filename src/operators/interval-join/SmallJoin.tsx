import type { TimeAxis } from '../../theme/event-time-axis.ts';
import { Figure, WatermarkLine } from '../../theme/figure.tsx';
import { Density, Edge } from './JoinLane.tsx';
import { type JoinInterval, type Microscope, spanOf } from './microscope.ts';

/** Where each side lies, on the card. */
export function SmallJoin({
  microscope,
  interval,
  width,
}: {
  readonly microscope: Microscope;
  readonly interval: JoinInterval;
  readonly width: number;
}) {
  const span = spanOf(microscope, null, interval);
  if (span === null) return null;
  const axis: TimeAxis = { ...span, left: 0, right: width };
  return (
    <Figure
      width={width}
      height={38}
      label={`${microscope.left.total} left and ${microscope.right.total} right records held`}
    >
      {[microscope.left, microscope.right].map((side, row) => (
        <g key={side.name}>
          <rect x={0} y={2 + row * 19} width={width} height={15} rx={3} fill="var(--wash)" />
          <Density side={side} axis={axis} bottom={16.5 + row * 19} height={13} />
          <Edge side={side} axis={axis} watermark={microscope.watermark} from={row * 19} to={19 + row * 19} />
        </g>
      ))}
      {Number.isFinite(microscope.watermark) && (
        <WatermarkLine axis={axis} at={microscope.watermark} from={0} to={38} />
      )}
    </Figure>
  );
}
