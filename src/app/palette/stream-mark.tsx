/** The mark of a stream, as it stands beside a name. */
import type { StreamName } from '../../operators/kind.ts';
import { markPath, marks } from '../../theme/marks.ts';

export function StreamMark({ stream, size = 14 }: { readonly stream: StreamName; readonly size?: number }) {
  const mark = marks[stream];
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" aria-hidden="true" style={{ flex: 'none' }}>
      <path
        d={markPath(mark.shape, 7, 7, 9)}
        fill={`var(${mark.colour})`}
        stroke={mark.needsInkOutline ? 'var(--ink)' : 'none'}
      />
    </svg>
  );
}
