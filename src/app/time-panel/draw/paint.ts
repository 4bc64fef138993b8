/** The colours that a canvas needs, read from the theme's tokens: a canvas cannot name a CSS variable itself. */
export interface Paint {
  readonly ink: string;
  readonly muted: string;
  readonly card: string;
  readonly line: string;
  readonly grid: string;
  /** Time that has not come yet. */
  readonly future: string;
  readonly records: string;
  readonly watermark: string;
  readonly barrier: string;
  readonly failure: string;
  readonly late: string;
}

/** Marks narrower than this, in px, disappear on a screen. */
export const THINNEST = 3;

export function readPaint(element: Element): Paint {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token('--ink'),
    muted: token('--muted'),
    card: token('--card'),
    line: token('--line'),
    grid: token('--grid'),
    future: token('--wash'),
    records: token('--shipments'),
    watermark: token('--watermark'),
    barrier: token('--barrier'),
    failure: token('--failure'),
    late: token('--late'),
  };
}

/** Calls back when the colours may have changed: the page's theme, or the system's. */
export function onThemeChange(listener: () => void): () => void {
  const watcher = new MutationObserver(listener);
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', listener);
  return () => {
    watcher.disconnect();
    dark.removeEventListener('change', listener);
  };
}
