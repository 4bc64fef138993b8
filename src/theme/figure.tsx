/** The parts that pictures of state are put together from; drawn with tokens only. */
import { type ReactNode, useId } from 'react';
import { placeInstant, type TimeAxis, timeTicks } from './event-time-axis.ts';
import styles from './figure.module.css';

/** A picture with a name. `label` says in words what it shows now; the rows behind it stand in {@link Rows}. */
export function Figure(props: {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly children: ReactNode;
}) {
  const { width, height, label, children } = props;
  return (
    <svg className={styles['figure']} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img">
      <title>{label}</title>
      {children}
    </svg>
  );
}

/** A text in a picture: words in the text face, numbers and identifiers in the fixed-width one. */
export function Words(props: {
  readonly x: number;
  readonly y: number;
  readonly children: ReactNode;
  readonly tone?: string;
  readonly end?: boolean;
  readonly middle?: boolean;
  readonly number?: boolean;
  readonly strong?: boolean;
  readonly halo?: boolean;
}) {
  const { x, y, children, tone, end, middle, number, strong, halo } = props;
  return (
    <text
      x={x}
      y={y}
      textAnchor={end === true ? 'end' : middle === true ? 'middle' : 'start'}
      style={tone === undefined ? undefined : { fill: `var(--${tone})` }}
      data-face={number === true ? 'number' : undefined}
      data-strong={strong === true ? '' : undefined}
      data-halo={halo === true ? '' : undefined}
    >
      {children}
    </text>
  );
}

/** Line, ticks and texts of event time, its name at the left where there is room. */
export function EventTimeAxis({
  axis,
  y,
  width,
}: {
  readonly axis: TimeAxis;
  readonly y: number;
  readonly width: number;
}) {
  return (
    <g>
      <line x1={axis.left} x2={axis.right} y1={y} y2={y} stroke="var(--edge)" />
      {timeTicks(axis, width).map(({ x, text }) => (
        <g key={x}>
          <line x1={x} x2={x} y1={y - 2} y2={y + 3} stroke="var(--edge)" />
          <Words x={x} y={y + 15} middle number>
            {text}
          </Words>
        </g>
      ))}
    </g>
  );
}

/** A watermark: nothing to its left is waited for any more. */
export function WatermarkLine(props: {
  readonly axis: TimeAxis;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly dashed?: boolean;
}) {
  const { axis, at, from, to, dashed } = props;
  const x = placeInstant(axis, at);
  return (
    <line
      x1={x}
      x2={x}
      y1={from}
      y2={to}
      stroke="var(--watermark)"
      strokeWidth={2}
      strokeDasharray={dashed === true ? '3 2' : undefined}
    />
  );
}

/** A hatching of a token's colour; `url` is what `fill` takes. */
export function useHatch(token: string): { readonly url: string; readonly definition: ReactNode } {
  const id = `hatch-${useId()}`;
  const definition = (
    <defs>
      <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={5} height={5} fill="var(--card)" />
        <rect width={1.6} height={5} fill={`var(--${token})`} />
      </pattern>
    </defs>
  );
  return { url: `url(#${id})`, definition };
}

export function FigureTitle({ children, aside }: { readonly children: ReactNode; readonly aside?: ReactNode }) {
  return (
    <h3 className={styles['title']}>
      {children}
      {aside === undefined ? null : <span>{aside}</span>}
    </h3>
  );
}

export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly tone?: 'late' | 'failure';
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map(({ name, value, tone }) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd data-tone={tone}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Note(props: { readonly children: ReactNode; readonly tone?: 'late' | 'failure' | undefined }) {
  const { children, tone } = props;
  return (
    <p className={styles['note']} data-tone={tone}>
      {children}
    </p>
  );
}

/** A calculation or a law, in the fixed-width face. */
export function Formula({ children }: { readonly children: ReactNode }) {
  return <p className={styles['formula']}>{children}</p>;
}

export interface LegendEntry {
  readonly word: string;
  /** CSS backgrounds and borders, of tokens. */
  readonly background: string;
  readonly border: string;
}

export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <ul className={styles['legend']}>
      {entries.map(({ word, background, border }) => (
        <li key={word}>
          <i style={{ background, border }} aria-hidden="true" />
          {word}
        </li>
      ))}
    </ul>
  );
}

/** CSS background for the legend's hatching. */
export function hatched(token: string): string {
  return `repeating-linear-gradient(135deg, var(--${token}) 0 1.4px, transparent 1.4px 4px)`;
}

/** One of a few numbered things: a subtask, a partition. Nothing where there is only one. */
export function Choice(props: {
  readonly of: string;
  readonly count: number;
  readonly chosen: number;
  readonly onChoose: (chosen: number) => void;
}) {
  const { of, count, chosen, onChoose } = props;
  if (count <= 1) return null;
  return (
    <select
      className={styles['choice']}
      aria-label={of}
      value={chosen}
      onChange={(event) => onChoose(Number(event.target.value))}
    >
      {Array.from({ length: count }, (_, number) => `${of} ${number}`).map((name, number) => (
        <option key={name} value={number}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** Two short lines on a card. */
export function CardWords({ children }: { readonly children: ReactNode }) {
  return <p className={styles['words']}>{children}</p>;
}
