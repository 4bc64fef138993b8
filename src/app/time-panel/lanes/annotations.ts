/** The words inside the lanes: what they say of a scene and where they fit. */
import type { Measures } from '../draw/draw-lanes.ts';
import { dataBoxes } from '../draw/measure.ts';
import type { Scene } from '../draw/scene.ts';
import { type Box, placeLabels } from '../geometry/labels.ts';
import { xOf } from '../geometry/scales.ts';
import { type Annotation, LINE, type MeasureText, type Wish } from './label-wish.ts';
import { dueBoxes, dueWish, lagBoxes, lagWish } from './lane-words.ts';
import { bracketWish, lateWish, lensWish, recordsWish, watermarkWishes } from './plane-words.ts';

export function annotate(
  scene: Scene,
  measures: Measures,
  sourceRate: number,
  heldBack: ReadonlySet<string>,
  widthOf: MeasureText,
): readonly Annotation[] {
  const { layout } = scene;
  const wishes = [
    ...bracketWish(scene, measures),
    ...lensWish(scene, measures),
    ...watermarkWishes(scene, measures, widthOf),
    ...lateWish(scene, measures),
    ...recordsWish(scene, measures, sourceRate),
    ...dueWish(scene, heldBack.has('due')),
    ...lagWish(scene, measures),
  ];
  const within: Box = { x: layout.left, y: 0, width: layout.right - layout.left, height: layout.bottom };
  const lensBox = measures.lens === null ? [] : [measures.lens.box, spotBox(measures.lens.spot)];
  const placed = placeLabels(
    wishes
      .filter(({ id }) => id !== 'bound')
      .map(({ id, text, strong, places }) => ({ id, width: widthOf(text, strong), height: LINE, places })),
    within,
    [
      ...dataBoxes(scene, measures.plane),
      ...lensBox,
      ...playheadBox(scene),
      ...dueBoxes(scene),
      ...lagBoxes(scene, measures),
    ],
  );
  const bound = wishes
    .filter(({ id }) => id === 'bound')
    .map((wish) => ({ ...shown(wish), ...(wish.places[0] ?? { x: 0, y: 0 }) }));
  return [
    ...bound,
    ...placed.flatMap(({ id, x, y }) =>
      wishes.filter((wish) => wish.id === id).map((wish) => ({ ...shown(wish), x, y })),
    ),
  ];
}

function shown({ id, text, tone, strong }: Wish): Omit<Annotation, 'x' | 'y'> {
  return { id, text, tone, strong };
}

function spotBox({ x, y }: { readonly x: number; readonly y: number }): Box {
  return { x: x - 9, y: y - 9, width: 18, height: 18 };
}

function playheadBox(scene: Scene): readonly Box[] {
  return [{ x: xOf(scene.scale, scene.at) - 3, y: 0, width: 17, height: scene.layout.bottom }];
}
