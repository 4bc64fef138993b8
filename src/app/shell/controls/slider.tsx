/** A slider of one value, in the parts that Radix would give it; this one is a tenth of the size, and all that is needed. */
import { createContext, type KeyboardEvent, type PointerEvent, type ReactNode, use, useRef } from 'react';

interface Scale {
  readonly min: number;
  readonly max: number;
  readonly value: number;
}

interface RootProps {
  readonly className: string | undefined;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: readonly [number];
  readonly onValueChange: (value: readonly [number]) => void;
  readonly children: ReactNode;
}

const Around = createContext<Scale>({ min: 0, max: 1, value: 0 });

/** How many steps `Page Up`, or an arrow with Shift, takes. */
const STRIDE = 10;

function Root({ className, min, max, step, value: [value], onValueChange, children }: RootProps) {
  const root = useRef<HTMLSpanElement>(null);
  const set = (wanted: number): void => {
    const next = Math.min(max, Math.max(min, min + Math.round((wanted - min) / step) * step));
    if (next !== value) onValueChange([next]);
  };
  const follow = (event: PointerEvent): void => {
    const track = event.currentTarget.getBoundingClientRect();
    set(min + ((event.clientX - track.left) / track.width) * (max - min));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = keyTarget(event, { min, max, value }, step);
    if (next === null) return;
    event.preventDefault();
    set(next);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the thumb in it is the slider, and takes the keys
    <span
      ref={root}
      role="presentation"
      className={className}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        root.current?.querySelector<HTMLElement>('[role="slider"]')?.focus();
        follow(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
      }}
      onKeyDown={onKeyDown}
    >
      <Around value={{ min, max, value }}>{children}</Around>
    </span>
  );
}

function keyTarget({ key, shiftKey }: KeyboardEvent, { min, max, value }: Scale, step: number): number | null {
  const by = step * (shiftKey ? STRIDE : 1);
  if (key === 'ArrowRight' || key === 'ArrowUp') return value + by;
  if (key === 'ArrowLeft' || key === 'ArrowDown') return value - by;
  if (key === 'PageUp') return value + step * STRIDE;
  if (key === 'PageDown') return value - step * STRIDE;
  if (key === 'Home') return min;
  if (key === 'End') return max;
  return null;
}

function Track({ className, children }: { readonly className: string | undefined; readonly children: ReactNode }) {
  return <span className={className}>{children}</span>;
}

function Range({ className }: { readonly className: string | undefined }) {
  return <span className={className} style={{ left: 0, right: `${100 - percent(use(Around))}%` }} />;
}

interface ThumbProps {
  readonly className: string | undefined;
  readonly 'aria-label': string;
  readonly 'aria-valuetext': string;
  readonly children: ReactNode;
}

function Thumb({ children, ...props }: ThumbProps) {
  const scale = use(Around);
  const place = percent(scale);
  return (
    // At either end it stands within the track, not over its edge.
    <span style={{ position: 'absolute', left: `${place}%`, transform: `translateX(-${place}%)` }}>
      <span
        role="slider"
        tabIndex={0}
        aria-valuemin={scale.min}
        aria-valuemax={scale.max}
        aria-valuenow={scale.value}
        aria-orientation="horizontal"
        {...props}
      >
        {children}
      </span>
    </span>
  );
}

function percent({ min, max, value }: Scale): number {
  return ((value - min) / (max - min)) * 100;
}

export const Slider = { Root, Track, Range, Thumb };
