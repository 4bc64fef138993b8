/** The edge that is being drawn: solid where it may end, dashed in red where it may not. */
import type { ConnectionLineComponentProps } from '@xyflow/react';
import type { Side } from '../geometry/anchors.ts';
import { curvePath, edgeCurve } from '../geometry/edge-curve.ts';
import styles from './connection-line.module.css';

export function ConnectionLine({
  fromX,
  fromY,
  toX,
  toY,
  fromPosition,
  toPosition,
  connectionStatus,
}: ConnectionLineComponentProps) {
  const from = { x: fromX, y: fromY, side: sideOf(fromPosition) };
  const to = { x: toX, y: toY, side: sideOf(toPosition) };
  return (
    <path className={styles['line']} data-status={connectionStatus ?? 'open'} d={curvePath(edgeCurve(from, to))} />
  );
}

function sideOf(position: string): Side {
  return position === 'left' || position === 'top' || position === 'bottom' ? position : 'right';
}
