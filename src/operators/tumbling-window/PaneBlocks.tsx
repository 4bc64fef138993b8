import { clockText, placeInstant, textWidth, type TimeAxis } from '../../theme/event-time-axis.ts';
import { EventTimeAxis, Figure, useHatch, WatermarkLine, Words } from '../../theme/figure.tsx';
import { markPath } from '../../theme/marks.ts';
import { countText, pluralText } from '../../theme/quantity-text.ts';
import type { Pane, PaneSpan, SubtaskPanes } from './panes.ts';
import type { TumblingWindowConfig } from './spec.ts';

const ROW = 21;
const HEAD = 19;
const BLOCK_GAP = 8;
const MOST_CROSSES = 5;
/** Beyond it a time of day alone would not say which day is meant. */
const HALF_DAY_MS = 43_200_000;

interface PaneBlocksProps {
  readonly subtasks: readonly SubtaskPanes[];
  readonly span: PaneSpan;
  readonly config: TumblingWindowConfig;
  readonly late: number;
  /** Whether any pane has fired yet: only then is what lies behind the watermark said to have. */
  readonly hasFired: boolean;
  readonly width: number;
  readonly onPick: (pane: Pane, subtask: number) => void;
}

/** One block for each subtask over a common axis, and the gutter of late records beneath. */
export function PaneBlocks({ subtasks, span, config, late, hasFired, width, onPick }: PaneBlocksProps) {
  const hatch = useHatch('line');
  const names = subtasks.flatMap(({ rows }) => rows.map(({ key }) => key));
  const left = Math.min(92, Math.max(24, ...names.map((name) => textWidth(name) + 10)));
  const axis: TimeAxis = { from: span.from, to: span.to, left, right: width - 1 };
  const tops: number[] = [];
  let bottom = 0;
  for (const { rows } of subtasks) {
    tops.push(bottom);
    bottom += HEAD + Math.max(1, rows.length) * ROW + BLOCK_GAP;
  }
  const gutter = bottom + 34;
  return (
    <Figure width={width} height={gutter + 8} label={labelOf(subtasks, late)}>
      {hatch.definition}
      {subtasks.map((own, i) => (
        <Block
          key={own.subtask}
          own={own}
          top={tops[i]}
          axis={axis}
          config={config}
          width={width}
          fired={hasFired ? hatch.url : null}
          onPick={onPick}
        />
      ))}
      <EventTimeAxis axis={axis} y={bottom - 3} width={width} />
      <LateGutter late={late} left={left} y={gutter} />
    </Figure>
  );
}

function Block(props: {
  readonly own: SubtaskPanes;
  readonly top: number;
  readonly axis: TimeAxis;
  readonly config: TumblingWindowConfig;
  readonly width: number;
  readonly fired: string | null;
  readonly onPick: PaneBlocksProps['onPick'];
}) {
  const { own, top, axis, config, width, fired, onPick } = props;
  const { rows, watermark, subtask, keys } = own;
  const height = HEAD + Math.max(1, rows.length) * ROW;
  const x = placeInstant(axis, watermark);
  // Whatever ends at or before the watermark has fired; without lateness nothing of it is held.
  const firedEnd = Math.floor((watermark + 1 - config.offset) / config.size) * config.size + config.offset;
  const firedTo = Number.isFinite(watermark) ? placeInstant(axis, firedEnd) : axis.left;
  const label = `watermark ${clockText(watermark, axis.to - axis.from > HALF_DAY_MS)}`;
  const room = textWidth(label) + 4;
  const aside = `subtask ${subtask} · ${pluralText(keys, 'key')}`;
  // The label follows its line, but not into the words before it, nor out of the picture.
  const labelX = Math.max(aside.length * 5.7 + 16, Math.min(x + 5, width - room));
  return (
    <g>
      <rect x={0} y={top} width={width} height={height} rx={5} fill="var(--wash)" fillOpacity={0.55} />
      {fired !== null && firedTo > axis.left + 2 && (
        <>
          <rect
            x={axis.left}
            y={top + HEAD}
            width={firedTo - axis.left - 1}
            height={height - HEAD - 2}
            rx={3}
            fill={fired}
          />
          {firedTo - axis.left > 36 && (
            <Words x={(axis.left + firedTo) / 2} y={top + HEAD + 13} middle halo>
              fired
            </Words>
          )}
        </>
      )}
      {rows.map(({ key, panes }, row) => {
        const y = top + HEAD + row * ROW;
        return (
          <g key={key}>
            <Words x={4} y={y + 13} number tone="ink">
              {key.length > 12 ? `${key.slice(0, 11)}…` : key}
            </Words>
            {panes.map((pane) =>
              pane.start < axis.from ? null : (
                <PaneBox
                  key={pane.start}
                  pane={pane}
                  y={y}
                  axis={axis}
                  size={config.size}
                  onPick={() => onPick(pane, subtask)}
                />
              ),
            )}
          </g>
        );
      })}
      {Number.isFinite(watermark) && (
        <WatermarkLine axis={axis} at={watermark} from={top + HEAD - 5} to={top + height + 2} />
      )}
      {rows.map(({ panes }, row) =>
        panes
          .filter(({ start }) => start >= axis.from)
          .map((pane) => (
            <PaneCount
              key={`${pane.key} ${pane.start}`}
              pane={pane}
              y={top + HEAD + row * ROW}
              axis={axis}
              size={config.size}
            />
          )),
      )}
      <Words x={4} y={top + 12}>
        {aside}
      </Words>
      <Words x={labelX} y={top + 12} number strong tone="watermark-text">
        {Number.isFinite(watermark) ? label : 'no watermark yet'}
      </Words>
    </g>
  );
}

function PaneBox(props: {
  readonly pane: Pane;
  readonly y: number;
  readonly axis: TimeAxis;
  readonly size: number;
  readonly onPick: () => void;
}) {
  const { pane, y, axis, size, onPick } = props;
  const from = placeInstant(axis, pane.start) + 1;
  const wide = Math.max(1.5, placeInstant(axis, pane.start + size) - from - 1);
  return (
    <g data-pick="" onClick={onPick} aria-hidden="true">
      <rect
        x={from + 0.5}
        y={y + 1.5}
        width={wide - 1}
        height={ROW - 4}
        rx={Math.min(3, wide / 3)}
        fill={pane.stage === 'due' ? 'var(--shipments-soft)' : 'var(--card)'}
        stroke={pane.stage === 'fired' ? 'var(--muted)' : 'var(--shipments)'}
        strokeDasharray={pane.stage === 'filling' ? '3 2' : pane.stage === 'fired' ? '1 2' : undefined}
      />
    </g>
  );
}

/** Over the watermark's line, which it interrupts where they meet. */
function PaneCount(props: { readonly pane: Pane; readonly y: number; readonly axis: TimeAxis; readonly size: number }) {
  const { pane, y, axis, size } = props;
  const from = placeInstant(axis, pane.start);
  const wide = placeInstant(axis, pane.start + size) - from;
  const text = countText(pane.count);
  if (textWidth(text) + 6 > wide) return null;
  return (
    <Words x={from + wide / 2} y={y + 14} middle number halo tone={pane.stage === 'fired' ? 'muted' : 'ink'}>
      {text}
    </Words>
  );
}

function LateGutter({ late, left, y }: { readonly late: number; readonly left: number; readonly y: number }) {
  const crosses = Math.min(MOST_CROSSES, late);
  return (
    <g>
      <Words x={0} y={y}>
        late
      </Words>
      {Array.from({ length: crosses }, (_, i) => left + 6 + i * 14).map((x) => (
        <path key={x} d={markPath('cross', x, y - 4, 9)} fill="var(--late)" />
      ))}
      <Words x={left + crosses * 14 + 4} y={y} tone={late > 0 ? 'late-text' : 'muted'}>
        {late === 0 ? 'none came after its pane had fired' : `${countText(late)} came after their pane: dropped`}
      </Words>
    </g>
  );
}

function labelOf(subtasks: readonly SubtaskPanes[], late: number): string {
  const blocks = subtasks.map(
    ({ subtask, keys, panes, watermark }) =>
      `subtask ${subtask}: ${pluralText(keys, 'key')}, ${pluralText(panes.length, 'open pane')}, watermark ${clockText(watermark)}`,
  );
  return `Panes on event time; ${blocks.join('; ')}; ${countText(late)} dropped late`;
}
