import { placeInstant, type TimeAxis } from '../../theme/event-time-axis.ts';
import { Figure, WatermarkLine } from '../../theme/figure.tsx';
import type { PaneSpan, SubtaskPanes } from './panes.ts';

const HEIGHT = 38;
const MOST_ROWS = 3;

/** On the card: a few keys' panes and the watermark's line across them. */
export function SmallPanes(props: {
  readonly subtasks: readonly SubtaskPanes[];
  readonly span: PaneSpan;
  readonly size: number;
  readonly width: number;
}) {
  const { subtasks, span, size, width } = props;
  const rows = subtasks
    .flatMap((own) => own.rows.map(({ key, panes }) => ({ key, panes, watermark: own.watermark })))
    .slice(0, MOST_ROWS);
  const axis: TimeAxis = { from: span.from, to: span.to, left: 1, right: width - 1 };
  const pitch = (HEIGHT - 4) / MOST_ROWS;
  const watermark = Math.min(...subtasks.map((own) => own.watermark));
  const drawn = rows.flatMap(({ key, panes }, row) =>
    panes.filter(({ start }) => start >= span.from).map((pane) => ({ key, row, pane })),
  );
  return (
    <Figure width={width} height={HEIGHT} label={`${drawn.length} open panes of ${rows.length} keys`}>
      {drawn.map(({ key, row, pane }) => {
        const x = placeInstant(axis, pane.start) + 0.5;
        const wide = Math.max(1.5, placeInstant(axis, pane.start + size) - x - 0.5);
        return (
          <rect
            key={`${key} ${pane.start}`}
            x={x + 0.5}
            y={2.5 + row * pitch}
            width={wide - 1}
            height={pitch - 3}
            rx={Math.min(2.5, wide / 3)}
            fill={pane.stage === 'due' ? 'var(--shipments-soft)' : 'var(--card)'}
            stroke={pane.stage === 'fired' ? 'var(--muted)' : 'var(--shipments)'}
            strokeDasharray={pane.stage === 'due' ? undefined : '2.5 1.8'}
          />
        );
      })}
      {Number.isFinite(watermark) && <WatermarkLine axis={axis} at={watermark} from={0} to={HEIGHT} />}
    </Figure>
  );
}
