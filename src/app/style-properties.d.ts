import 'react';

declare module 'react' {
  /** Custom properties may stand in `style`: components hand a value to their style sheet by them. */
  interface CSSProperties {
    [property: `--${string}`]: string | number | undefined;
  }
}
