/**
 * Where each lane of the time panel lies. The two-clock plane is the top lane and takes whatever height is left
 * over, so that pulling the panel taller makes the plane taller and nothing else.
 */
export type LaneId = 'clocks' | 'results' | 'lag' | 'checkpoints' | 'faults' | 'model' | 'branches';

export interface Lane {
  readonly id: LaneId;
  /** The lane's own box: rules are drawn at its edges. */
  readonly top: number;
  readonly height: number;
  /** Where its marks may be drawn. */
  readonly plotTop: number;
  readonly plotHeight: number;
}

export interface LaneLayout {
  readonly lanes: readonly Lane[];
  /** From the first lane's top to the last one's bottom: what the playhead crosses. */
  readonly bottom: number;
  /** The whole, with the axis. */
  readonly height: number;
  /** Where plots begin and end horizontally. */
  readonly left: number;
  readonly right: number;
  /** Narrow: names stand above their lanes, not beside them. */
  readonly stacked: boolean;
}

export interface LaneNeeds {
  readonly width: number;
  readonly height: number;
  /** Rows of spans that overlap in time; at least one. */
  readonly faultRows: number;
  /** Branches to be drawn; the lane is absent while the run has only one. */
  readonly branches: number;
}

export const AXIS_HEIGHT = 22;
export const SPAN_ROW = 18;
const NAME_COLUMN = 124;
/** Stacked, only the names of event-time ticks stand left of the plots. */
const TICK_COLUMN = 40;
const STACKED_BELOW = 640;
const NAME_LINE = 18;
const SMALLEST_PLANE = 84;

/** Lanes below the plane: their height and the padding above and below their marks. */
const FIXED: readonly {
  readonly id: Exclude<LaneId, 'clocks' | 'branches'>;
  readonly height: number;
  readonly above: number;
  readonly below: number;
}[] = [
  { id: 'results', height: 38, above: 6, below: 4 },
  { id: 'lag', height: 34, above: 5, below: 4 },
  { id: 'checkpoints', height: 20, above: 4, below: 5 },
  { id: 'faults', height: 20, above: 2, below: 4 },
  { id: 'model', height: 22, above: 2, below: 6 },
];

/** The least height in which every lane is still legible. */
export function smallestHeight(needs: Omit<LaneNeeds, 'height'>): number {
  return (
    SMALLEST_PLANE +
    (needs.width < STACKED_BELOW ? NAME_LINE : 0) +
    lowerLanes(needs).reduce((sum, lane) => sum + lane.height, 0) +
    AXIS_HEIGHT
  );
}

export function layOutLanes(needs: LaneNeeds): LaneLayout {
  const stacked = needs.width < STACKED_BELOW;
  const lower = lowerLanes(needs);
  const planeHeight =
    Math.max(needs.height, smallestHeight(needs)) - AXIS_HEIGHT - lower.reduce((sum, lane) => sum + lane.height, 0);
  const planeName = stacked ? NAME_LINE : 0;
  const lanes: Lane[] = [
    { id: 'clocks', top: 0, height: planeHeight, plotTop: planeName + 6, plotHeight: planeHeight - planeName - 12 },
  ];
  let top = planeHeight;
  for (const { id, height, above, below } of lower) {
    lanes.push({ id, top, height, plotTop: top + above, plotHeight: height - above - below });
    top += height;
  }
  return {
    lanes,
    bottom: top,
    height: top + AXIS_HEIGHT,
    left: stacked ? TICK_COLUMN : NAME_COLUMN,
    right: needs.width,
    stacked,
  };
}

export function laneOf(layout: LaneLayout, id: LaneId): Lane | undefined {
  return layout.lanes.find((lane) => lane.id === id);
}

/** Puts spans that overlap on separate rows: the first row that is free when a span begins takes it. */
export function packRows(
  spans: readonly { readonly from: number; readonly to: number }[],
  apart: number,
): readonly number[] {
  const order = spans.map((_, i) => i).sort((a, b) => (spans[a]?.from ?? 0) - (spans[b]?.from ?? 0));
  const rowEnds: number[] = [];
  const rows = spans.map(() => 0);
  for (const i of order) {
    const span = spans[i];
    if (span === undefined) continue;
    const free = rowEnds.findIndex((end) => end + apart <= span.from);
    const row = free === -1 ? rowEnds.length : free;
    rowEnds[row] = span.to;
    rows[i] = row;
  }
  return rows;
}

function lowerLanes(
  needs: Omit<LaneNeeds, 'height'>,
): readonly { readonly id: LaneId; readonly height: number; readonly above: number; readonly below: number }[] {
  const name = needs.width < STACKED_BELOW ? NAME_LINE : 0;
  const branches =
    needs.branches > 1 ? [{ id: 'branches' as const, height: needs.branches * SPAN_ROW + 4, above: 2, below: 2 }] : [];
  return [
    ...FIXED.map((lane) =>
      lane.id === 'faults' ? { ...lane, height: lane.height + (Math.max(1, needs.faultRows) - 1) * SPAN_ROW } : lane,
    ),
    ...branches,
  ].map((lane) => ({ ...lane, height: lane.height + name, above: lane.above + name }));
}
