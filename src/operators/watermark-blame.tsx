/** The state of a source, whatever it reads: how far each split has come, and which one holds the watermark. */
import type { ReactNode } from 'react';
import { clockText, placeInstant, textWidth } from '../theme/event-time-axis.ts';
import {
  EventTimeAxis,
  Figure,
  FigureTitle,
  Formula,
  hatched,
  Legend,
  Note,
  useHatch,
  Words,
} from '../theme/figure.tsx';
import { lengthText } from '../theme/quantity-text.ts';
import { Rows } from '../theme/rows.tsx';
import { type Blame, blameSpan, blameSplits, type SplitBar } from './split-blame.ts';
import type { StateViewProps } from './state-view.ts';

export function WatermarkBlame(props: StateViewProps) {
  const { frame, plan, compact, width } = props;
  return compact ? (
    <SmallBlame blame={blameSplits(plan.splits, frame.splits)} width={width} />
  ) : (
    <SplitBlame {...props} />
  );
}

const ROW = 19;
const BAR = 11;

type SplitBlameProps = Pick<StateViewProps, 'frame' | 'plan' | 'width' | 'startAtMs' | 'at' | 'onPick'> & {
  /** Stands under the title: how one came to this source. */
  readonly way?: ReactNode;
};

/** The large picture: of a source itself, or of the one that holds the watermark of a node behind it. */
export function SplitBlame({ frame, plan, width, startAtMs, at, onPick, way }: SplitBlameProps) {
  const blame = blameSplits(plan.splits, frame.splits);
  const { bars, holder, minimum } = blame;
  const hatch = useHatch('muted');
  const now = startAtMs + at / 1000;
  const isFar = bars.some(({ watermark }) => Number.isFinite(watermark) && Math.abs(watermark - now) > 43_200_000);
  const valueText = (watermark: number) => clockText(watermark, isFar);
  const left = Math.max(...bars.map(({ name }) => textWidth(name)), 0) + 8;
  const right = width - Math.max(...bars.map(({ watermark }) => textWidth(valueText(watermark))), 20) - 10;
  const axis = { ...blameSpan(bars), left, right };
  const bottom = bars.length * ROW + 4;
  const held = bars[holder];
  const isHeld = held?.tone === 'holds';
  const pick = (row: number) => onPick({ node: plan.id, subtask: 0, fields: { partition: row } });
  return (
    <>
      <FigureTitle aside="event time">Who holds the watermark</FigureTitle>
      {way}
      <Figure width={width} height={bottom + 22} label={labelOf(blame, valueText)}>
        {hatch.definition}
        {bars.map((bar, row) => (
          <g key={bar.name} data-pick="" onClick={() => pick(row)} aria-hidden="true">
            <rect x={0} y={row * ROW} width={width} height={ROW} fill="transparent" />
            <Words x={0} y={row * ROW + 13} number strong={isNamed(bar)} tone={toneOf(bar)}>
              {bar.name}
            </Words>
            <rect
              x={left}
              y={row * ROW + 4}
              width={lengthOf(bar, left, placeInstant(axis, bar.watermark))}
              height={BAR}
              rx={2}
              fill={bar.tone === 'idle' ? hatch.url : `var(--${bar.tone === 'holds' ? 'failure' : 'watermark'})`}
              fillOpacity={bar.tone === 'counts' ? 0.62 : 1}
              stroke={bar.tone === 'idle' ? 'var(--muted)' : 'none'}
              strokeWidth={0.8}
            />
            <BarWord bar={bar} x={placeInstant(axis, bar.watermark)} y={row * ROW + 13} right={right} />
            <Words x={width} y={row * ROW + 13} end number strong={isNamed(bar)} tone={toneOf(bar)}>
              {valueText(bar.watermark)}
            </Words>
          </g>
        ))}
        {Number.isFinite(minimum) && (
          <line
            x1={placeInstant(axis, minimum)}
            x2={placeInstant(axis, minimum)}
            y1={-2}
            y2={bottom}
            stroke={`var(--${isHeld ? 'failure' : 'watermark'})`}
            strokeWidth={1.5}
            strokeDasharray="3 3"
          />
        )}
        {bars.some(({ watermark }) => Number.isFinite(watermark)) && (
          <EventTimeAxis axis={axis} y={bottom} width={right + 20} />
        )}
      </Figure>
      <Formula>watermark = min(solid) = {valueText(frame.watermark)}</Formula>
      {held === undefined ? (
        <Note>
          Every split is idle: the source is idle as a whole, and what follows waits for its other inputs only.
        </Note>
      ) : (
        <Note tone={isHeld ? 'failure' : undefined}>
          {isHeld
            ? `${held.name} has been silent for ${lengthText(held.quietMs)} and still counts: windows and event-time timers wait for it; records flow.`
            : `${held.name} is the furthest back of those that count; its last record came ${lengthText(held.quietMs)} ago.`}
        </Note>
      )}
      <Legend
        entries={[
          { word: 'solid: counts, silent or not', background: 'var(--watermark)', border: '0' },
          { word: 'idle: does not count', background: hatched('muted'), border: '1px solid var(--muted)' },
        ]}
      />
      <Rows
        title="Splits as a table"
        columns={['split', 'watermark', 'state', 'last record']}
        rows={bars.map((bar) => [bar.name, valueText(bar.watermark), wordOf(bar), `${lengthText(bar.quietMs)} ago`])}
        onPick={pick}
      />
    </>
  );
}

/** Said beside the bar where there is room, else over its end. */
function BarWord({
  bar,
  x,
  y,
  right,
}: {
  readonly bar: SplitBar;
  readonly x: number;
  readonly y: number;
  readonly right: number;
}) {
  if (bar.tone === 'counts' || bar.tone === 'minimum') return null;
  const word =
    bar.tone === 'holds' ? 'silent, holds the minimum' : bar.tone === 'idle' ? 'idle: not counted' : 'nothing yet';
  const fits = x + 6 + word.length * 5.9 <= right;
  return (
    <Words x={fits ? x + 6 : right} end={!fits} y={y} tone={toneOf(bar)} halo={!fits}>
      {word}
    </Words>
  );
}

function SmallBlame({ blame: { bars }, width }: { readonly blame: Blame; readonly width: number }) {
  const hatch = useHatch('muted');
  const pitch = Math.min(22, (width + 3) / Math.max(1, bars.length));
  const areNamed = pitch >= 17;
  const tall = areNamed ? 22 : 36;
  const axis = { ...blameSpan(bars), left: 0, right: tall };
  return (
    <Figure width={width} height={38} label={labelOf({ bars, minimum: 0, holder: -1 }, clockText)}>
      {hatch.definition}
      {bars.map((bar, column) => {
        const high = Math.max(bar.tone === 'idle' ? 7 : 3, placeInstant(axis, bar.watermark));
        return (
          <g key={bar.name}>
            <rect
              x={column * pitch}
              y={tall - high}
              width={Math.max(2, pitch - 3)}
              height={high}
              rx={1.5}
              fill={bar.tone === 'idle' ? hatch.url : `var(--${bar.tone === 'holds' ? 'failure' : 'watermark'})`}
            />
            {areNamed && (
              <Words
                x={column * pitch + (pitch - 3) / 2}
                y={tall + 13}
                middle
                number
                strong={bar.tone === 'holds'}
                tone={bar.tone === 'holds' ? 'failure-text' : 'muted'}
              >
                {bar.name}
              </Words>
            )}
          </g>
        );
      })}
    </Figure>
  );
}

function lengthOf(bar: SplitBar, left: number, x: number): number {
  return Number.isNaN(x) || bar.watermark === Number.NEGATIVE_INFINITY ? 0 : Math.max(2, x - left);
}

function isNamed(bar: SplitBar): boolean {
  return bar.tone === 'holds' || bar.tone === 'minimum';
}

function toneOf({ tone }: SplitBar): string {
  if (tone === 'holds') return 'failure-text';
  if (tone === 'minimum') return 'watermark-text';
  return tone === 'counts' ? 'ink' : 'muted';
}

function wordOf({ tone }: SplitBar): string {
  if (tone === 'holds') return 'silent, holds the minimum';
  if (tone === 'minimum') return 'counts, is the minimum';
  return tone === 'counts' ? 'counts' : tone === 'idle' ? 'idle' : 'nothing yet';
}

function labelOf({ bars }: Blame, valueText: (watermark: number) => string): string {
  return `Watermark of each split: ${bars.map((bar) => `${bar.name} ${valueText(bar.watermark)} ${wordOf(bar)}`).join('; ')}`;
}
