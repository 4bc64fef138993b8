/** A word beside what is pointed at or has the focus: it comes after a moment, stays while it is pointed at, goes with Escape. */
import { createContext, type CSSProperties, type ReactNode, use, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './tooltip.module.css';

/** Once one has been shown, its neighbour comes at once, for this long. */
const NEIGHBOUR_MS = 300;
const MARGIN = 8;

interface Delay {
  readonly delayMs: number;
  /** When the last one went. */
  readonly left: { current: number };
}

const Group = createContext<Delay>({ delayMs: 0, left: { current: -Infinity } });

function Provider({ delayDuration, children }: { readonly delayDuration: number; readonly children: ReactNode }) {
  const left = useRef(-Infinity);
  return <Group value={{ delayMs: delayDuration, left }}>{children}</Group>;
}

interface Shown {
  readonly id: string;
  /** What it stands beside; `null` while it is not shown. */
  readonly beside: Element | null;
  readonly show: (beside: Element | null, isAtOnce: boolean) => void;
  readonly hide: () => void;
}

const Tip = createContext<Shown | null>(null);

function Root({ children }: { readonly children: ReactNode }) {
  const { delayMs, left } = use(Group);
  const [beside, setBeside] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const id = useId();
  useEffect(() => () => clearTimeout(timer.current), []);
  const hide = (): void => {
    clearTimeout(timer.current);
    if (beside !== null) left.current = performance.now();
    setBeside(null);
  };
  useEffect(() => {
    if (beside === null) return;
    beside.setAttribute('aria-describedby', id);
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setBeside(null);
    };
    const onScroll = (): void => setBeside(null);
    document.addEventListener('keydown', onKey);
    window.addEventListener('scroll', onScroll, true);
    return () => {
      beside.removeAttribute('aria-describedby');
      document.removeEventListener('keydown', onKey);
      window.removeEventListener('scroll', onScroll, true);
    };
  }, [beside, id]);
  const show = (next: Element | null, isAtOnce: boolean): void => {
    clearTimeout(timer.current);
    const wait = isAtOnce || performance.now() - left.current < NEIGHBOUR_MS ? 0 : delayMs;
    timer.current = setTimeout(() => setBeside(next), wait);
  };
  return <Tip value={{ id, beside, show, hide }}>{children}</Tip>;
}

/** Around one element. */
function Trigger({ children }: { readonly asChild: true; readonly children: ReactNode }) {
  const tip = use(Tip);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears of what is in it, and has no box of its own
    <div
      className={styles['around']}
      role="presentation"
      onPointerEnter={(event) => {
        if (event.pointerType !== 'touch') tip?.show(event.currentTarget.firstElementChild, false);
      }}
      onPointerLeave={tip?.hide}
      onPointerDown={tip?.hide}
      onFocus={(event) => {
        if (event.target.matches(':focus-visible')) tip?.show(event.currentTarget.firstElementChild, true);
      }}
      onBlur={tip?.hide}
    >
      {children}
    </div>
  );
}

function Portal({ children }: { readonly children: ReactNode }) {
  return use(Tip)?.beside == null ? null : createPortal(children, document.body);
}

interface ContentProps {
  readonly className: string | undefined;
  readonly side: 'right';
  readonly sideOffset: number;
  readonly children: ReactNode;
}

function Content({ className, sideOffset, children }: ContentProps) {
  const tip = use(Tip);
  const [height, setHeight] = useState(0);
  const anchor = tip?.beside?.getBoundingClientRect();
  if (tip === null || anchor === undefined) return null;
  const middle = anchor.top + anchor.height / 2 - height / 2;
  const lowest = window.innerHeight - height - MARGIN;
  const place: CSSProperties = { left: anchor.right + sideOffset, top: Math.max(MARGIN, Math.min(middle, lowest)) };
  return (
    <div
      ref={(element) => setHeight(element?.offsetHeight ?? 0)}
      id={tip.id}
      role="tooltip"
      className={`${styles['tooltip']} ${className}`}
      style={place}
    >
      {children}
    </div>
  );
}

export const Tooltip = { Provider, Root, Trigger, Portal, Content };
