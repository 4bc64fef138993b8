/**
 * What each kind of thing looks like wherever it is drawn: its colours by token name and its shape, so that
 * nothing is told by colour alone. The values of the tokens are in tokens.css.
 */
export type MarkName =
  | 'shipments'
  | 'weather'
  | 'drivers'
  | 'labels'
  | 'model'
  | 'clicks'
  | 'purchases'
  | 'watermark'
  | 'barrier'
  | 'failure'
  | 'late';

export type MarkShape =
  | 'circle'
  | 'triangle'
  | 'square'
  | 'diamond'
  | 'hexagon'
  | 'pentagon'
  | 'plus'
  | 'line'
  | 'bar'
  | 'bolt'
  | 'cross';

export interface Mark {
  /** Custom property of the mark itself, of words about it, and of the area behind it. */
  readonly colour: `--${MarkName}`;
  readonly textColour: `--${MarkName}-text`;
  readonly softColour: `--${MarkName}-soft`;
  readonly shape: MarkShape;
  /** True where the colour stands out less than 3:1 from the light theme's paper. */
  readonly needsInkOutline: boolean;
}

export const marks: Readonly<Record<MarkName, Mark>> = {
  shipments: mark('shipments', 'circle'),
  weather: outlined(mark('weather', 'triangle')),
  drivers: outlined(mark('drivers', 'square')),
  labels: mark('labels', 'diamond'),
  model: outlined(mark('model', 'hexagon')),
  clicks: mark('clicks', 'pentagon'),
  purchases: mark('purchases', 'plus'),
  watermark: mark('watermark', 'line'),
  barrier: mark('barrier', 'bar'),
  failure: mark('failure', 'bolt'),
  late: mark('late', 'cross'),
};

/**
 * SVG path data (also for canvas `Path2D`) of a shape centred on (x, y), to be filled. `size` is the diameter
 * of the circle; the solid shapes cover the same area, so that none looks more important than another.
 */
export function markPath(shape: MarkShape, x: number, y: number, size: number): string {
  if (shape === 'circle') return circlePath(x, y, size / 2);
  const corners = outlines[shape].map(([dx, dy]) => `${round(x + dx * size)},${round(y + dy * size)}`);
  return `M${corners.join('L')}Z`;
}

type Point = readonly [x: number, y: number];

/** Area of the circle of diameter 1, which the solid shapes share. */
const area = Math.PI / 4;

const quarterTurn = Math.PI / 2;

/** Corners around the origin, for size 1; y grows downwards. */
const outlines: Readonly<Record<Exclude<MarkShape, 'circle'>, readonly Point[]>> = {
  triangle: polygon(3, -quarterTurn),
  square: polygon(4, quarterTurn / 2),
  diamond: polygon(4, 0),
  pentagon: polygon(5, -quarterTurn),
  hexagon: polygon(6, -quarterTurn),
  plus: cross(Math.sqrt(area / 5), 1.5),
  cross: turned(cross(0.22, 2.6), quarterTurn / 2),
  line: rectangle(0.18, 1.5),
  bar: rectangle(0.42, 1.3),
  bolt: [
    [0.16, -0.62],
    [-0.4, 0.12],
    [-0.04, 0.12],
    [-0.16, 0.62],
    [0.4, -0.12],
    [0.04, -0.12],
  ],
};

/** Regular, of the shared area, its first corner in the direction `start`. */
function polygon(sides: number, start: number): readonly Point[] {
  const step = (2 * Math.PI) / sides;
  const radius = Math.sqrt((2 * area) / (sides * Math.sin(step)));
  return Array.from({ length: sides }, (_, corner): Point => {
    const angle = start + corner * step;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** Two crossed bars, `thickness` wide, whose arms end `reach` thicknesses from the middle. */
function cross(thickness: number, reach: number): readonly Point[] {
  const near = thickness / 2;
  const far = thickness * reach;
  return [
    [-near, -far],
    [near, -far],
    [near, -near],
    [far, -near],
    [far, near],
    [near, near],
    [near, far],
    [-near, far],
    [-near, near],
    [-far, near],
    [-far, -near],
    [-near, -near],
  ];
}

function rectangle(width: number, height: number): readonly Point[] {
  return [
    [-width / 2, -height / 2],
    [width / 2, -height / 2],
    [width / 2, height / 2],
    [-width / 2, height / 2],
  ];
}

function turned(points: readonly Point[], angle: number): readonly Point[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return points.map(([x, y]): Point => [x * cos - y * sin, x * sin + y * cos]);
}

function circlePath(x: number, y: number, radius: number): string {
  const r = round(radius);
  const [left, right, middle] = [round(x - radius), round(x + radius), round(y)];
  return `M${left},${middle}A${r},${r},0,1,1,${right},${middle}A${r},${r},0,1,1,${left},${middle}Z`;
}

/** Hundredths of a pixel are not seen, and keep a page of paths short. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function mark<Name extends MarkName>(name: Name, shape: MarkShape): Mark {
  return {
    colour: `--${name}`,
    textColour: `--${name}-text`,
    softColour: `--${name}-soft`,
    shape,
    needsInkOutline: false,
  };
}

function outlined(plain: Mark): Mark {
  return { ...plain, needsInkOutline: true };
}
