/** Faults as objects: drag one along the axis, pull its end, remove it. Each change forks where it begins to matter. */
import { type KeyboardEvent, type PointerEvent as ReactPointerEvent, type ReactNode, useRef, useState } from 'react';
import type { Intervention } from '../../../pipeline/document.ts';
import { Sign } from '../controls/icons.tsx';
import type { Scene } from '../draw/scene.ts';
import { laneOf, SPAN_ROW } from '../geometry/lanes.ts';
import { clockText, microsPerPixel, xOf } from '../geometry/scales.ts';
import { changeFault, useDocument } from '../subject/document-now.ts';
import {
  endedAt,
  faultSpans,
  type FaultSpan,
  fitsTitle,
  movedTo,
  NARROWEST,
  rowsOfSpans,
  titleWidth,
} from '../subject/faults.ts';
import { READINGS_WIDTH } from '../subject/scene-now.ts';
import styles from './fault-lane.module.css';
import lanes from './lanes.module.css';

const SECOND = 1_000_000;

export function FaultLane({ scene }: { readonly scene: Scene }) {
  const document = useDocument();
  const lane = laneOf(scene.layout, 'faults');
  if (lane === undefined) return null;
  const interventions = document.interventions;
  const spans = faultSpans(interventions, scene.history.failures);
  const rows = rowsOfSpans(spans, microsPerPixel(scene.scale));
  if (spans.length === 0) {
    return (
      <div className={lanes.noFaults} style={{ left: scene.layout.left + 6, top: lane.plotTop }}>
        no faults
      </div>
    );
  }
  return (
    <div role="list" aria-label="Faults on the timeline">
      {spans.map((span, i) => (
        <Span
          key={span.key}
          span={span}
          intervention={span.index === null ? undefined : interventions[span.index]}
          scene={scene}
          top={lane.plotTop + (rows[i] ?? 0) * SPAN_ROW}
        />
      ))}
    </div>
  );
}

interface SpanProps {
  readonly span: FaultSpan;
  readonly intervention: Intervention | undefined;
  readonly scene: Scene;
  readonly top: number;
}

function Span({ span, intervention, scene, top }: SpanProps) {
  const { scale, layout } = scene;
  const [draft, setDraft] = useState<{ readonly from: number; readonly to: number | null } | null>(null);
  const from = draft?.from ?? span.from;
  const to = draft === null ? span.to : draft.to;
  const x = xOf(scale, from);
  const end = Math.min(layout.right, xOf(scale, to ?? Math.max(scene.at, scene.head)));
  if (x > layout.right || Math.max(end, x + NARROWEST) < layout.left) return null;
  const left = Math.max(layout.left, x);
  const width = Math.max(NARROWEST, end - left);
  const isRoomy = fitsTitle(span, width);
  const hasClose = intervention !== undefined && fitsTitle(span, width, 22);
  const clock = clockText(scene.startAtMs + from / 1000, 'seconds');
  const change = (next: Intervention | undefined) =>
    intervention !== undefined && span.index !== null && changeFault(span.index, next);
  return (
    <div
      role="listitem"
      className={styles.fault}
      data-kind={span.kind}
      data-open={to === null || undefined}
      style={{ left, top, width }}
    >
      <Handle
        className={styles.faultGrip}
        label={`${span.title}, ${clock}${span.detail === '' ? '' : `, ${span.detail}`}. Arrow keys move it, Delete removes it.`}
        isFixed={intervention === undefined}
        perPixel={microsPerPixel(scale)}
        onDrag={(by) => setDraft({ from: Math.max(0, span.from + by), to: span.to === null ? null : span.to + by })}
        onDrop={(by) => {
          setDraft(null);
          if (intervention !== undefined && by !== 0) change(movedTo(intervention, span.from + by));
        }}
        onRemove={() => change(undefined)}
      >
        {(span.kind === 'kill' || span.kind === 'failure') && <Sign name="bolt" />}
        {isRoomy && <span>{span.title}</span>}
      </Handle>
      {!isRoomy && (
        <span
          className={styles.faultTitle}
          data-left={
            left + width + titleWidth(span) > layout.right - (layout.stacked ? 0 : READINGS_WIDTH) || undefined
          }
        >
          {span.title}
        </span>
      )}
      {hasClose && (
        <button
          type="button"
          className={styles.faultClose}
          tabIndex={-1}
          aria-hidden="true"
          title="Remove"
          onClick={() => change(undefined)}
        >
          <Sign name="close" />
        </button>
      )}
      {intervention !== undefined && span.canStretch && (
        <Handle
          className={styles.faultEnd}
          label={`End of ${span.title}. Arrow keys move it.`}
          isFixed={false}
          perPixel={microsPerPixel(scale)}
          onDrag={(by) => setDraft({ from: span.from, to: (span.to ?? Math.max(scene.at, scene.head)) + by })}
          onDrop={(by) => {
            setDraft(null);
            if (by !== 0) change(endedAt(intervention, (span.to ?? Math.max(scene.at, scene.head)) + by));
          }}
        />
      )}
    </div>
  );
}

interface HandleProps {
  readonly className: string | undefined;
  readonly label: string;
  readonly isFixed: boolean;
  readonly perPixel: number;
  readonly onDrag: (by: number) => void;
  readonly onDrop: (by: number) => void;
  readonly onRemove?: () => void;
  readonly children?: ReactNode;
}

/** Something that a pointer drags and the arrow keys move, in run µs. */
function Handle({ className, label, isFixed, perPixel, onDrag, onDrop, onRemove, children }: HandleProps) {
  const start = useRef<number | null>(null);
  const by = (event: ReactPointerEvent) =>
    Math.round(((event.clientX - (start.current ?? event.clientX)) * perPixel) / 100_000) * 100_000;
  const onKeyDown = (event: KeyboardEvent) => {
    if (isFixed) return;
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      onDrop((event.key === 'ArrowLeft' ? -1 : 1) * (event.shiftKey ? 10 : 1) * SECOND);
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && onRemove !== undefined) onRemove();
  };
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      title={label}
      data-fixed={isFixed || undefined}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (isFixed || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = event.clientX;
      }}
      onPointerMove={(event) => start.current !== null && onDrag(by(event))}
      onPointerUp={(event) => {
        if (start.current === null) return;
        const moved = by(event);
        start.current = null;
        onDrop(moved);
      }}
      onPointerCancel={() => {
        start.current = null;
        onDrop(0);
      }}
    >
      {children}
    </button>
  );
}
