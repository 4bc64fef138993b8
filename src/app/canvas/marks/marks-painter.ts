/** Owns the canvas of marks: its pixels, its sprites, and when it is drawn. */
import type { Frame, PlanView } from '../../../run/protocol.ts';
import { runStore } from '../../stores/hooks.ts';
import { prefersReducedMotion } from '../../stores/preferences-store.ts';
import { stageStore } from '../../stores/stage-store.ts';
import type { PlacedEdge, Scene } from '../scene.ts';
import { drawMarks } from './draw-marks.ts';
import { MARK_STRIDE, noMarks, pickMark, placeMarks, planEdges, type Transform } from './placed-marks.ts';
import { createField, type PixelField } from './pixel-field.ts';
import { type CanvasColours, drawSprites, readCanvasColours, type Sprites } from './sprites.ts';

export interface MarksPainter {
  readonly invalidate: () => void;
  /** The mark under a place of the canvas, in CSS pixels from its corner. */
  readonly pick: (x: number, y: number) => PickedMark | null;
  readonly choose: (mark: PickedMark | null) => void;
  readonly stop: () => void;
}

export interface PickedMark {
  /** Its index in the frame that is shown. */
  readonly index: number;
  readonly edge: string;
  readonly channel: number;
  readonly row: number;
}

const REACH = 9;
const STILL_MS = 500;
const LEAST_DIAMETER = 5.4;
const USUAL_DIAMETER = 7.6;
const MOST_DIAMETER = 11;

export function createMarksPainter(
  canvas: HTMLCanvasElement,
  transform: () => Transform,
  scene: () => Scene,
): MarksPainter {
  // What is written pixel by pixel stays in memory until the page is put together.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const placed = noMarks();
  let shown: Frame | null = null;
  let edges: readonly (PlacedEdge | undefined)[] = [];
  let edgesOf: { readonly plan: PlanView; readonly scene: Scene } | null = null;
  let colours: CanvasColours = readCanvasColours(canvas);
  let sprites: { readonly drawn: Sprites; readonly diameter: number; readonly ratio: number } | null = null;
  let field = createField(1, 1);
  let chosen: PickedMark | null = null;
  let request = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function draw(): void {
    request = 0;
    const plan = runStore.getState().plan;
    shown = runStore.live.latest();
    if (context === null || canvas.width === 0) return;
    const ratio = canvas.width / Math.max(1, canvas.clientWidth);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
    placed.count = 0;
    if (shown === null || plan === null) return;
    const view = transform();
    if (edgesOf?.plan !== plan || edgesOf.scene !== scene()) {
      edgesOf = { plan, scene: scene() };
      edges = planEdges(plan, edgesOf.scene);
    }
    placeMarks(placed, shown, edges, view);
    if (chosen !== null) chosen = follow(chosen, shown);
    drawMarks({
      context,
      frame: shown,
      edges,
      transform: view,
      ratio,
      field: fieldFor(canvas),
      placed,
      sprites: spritesFor(view.zoom, ratio),
      colours,
      picked: chosen?.index ?? -1,
      lit: stageStore.getState().lit,
    });
  }

  function fieldFor({ width, height }: HTMLCanvasElement): PixelField {
    if (field.image.width !== width || field.image.height !== height) field = createField(width, height);
    return field;
  }

  function spritesFor(zoom: number, ratio: number): Sprites {
    const diameter = Math.round(Math.min(MOST_DIAMETER, Math.max(LEAST_DIAMETER, USUAL_DIAMETER * zoom)) * 2) / 2;
    if (sprites === null || sprites.diameter !== diameter || sprites.ratio !== ratio) {
      sprites = { drawn: drawSprites(colours, diameter, ratio), diameter, ratio };
    }
    return sprites.drawn;
  }

  /** With reduced motion a playing run is told in still pictures, two a second. */
  function invalidate(): void {
    if (request !== 0 || timer !== undefined) return;
    const isStill = runStore.getState().playing && prefersReducedMotion();
    if (!isStill) request = requestAnimationFrame(draw);
    else
      timer = setTimeout(() => {
        timer = undefined;
        draw();
      }, STILL_MS);
  }

  function markAt(index: number): PickedMark | null {
    const edge = shown === null ? undefined : edges[shown.marks[index * MARK_STRIDE] ?? -1];
    if (shown === null || edge === undefined) return null;
    return {
      index,
      edge: edge.id,
      channel: shown.marks[index * MARK_STRIDE + 2] ?? 0,
      row: shown.marks[index * MARK_STRIDE + 3] ?? 0,
    };
  }

  /** The same record in a newer frame: its row on its channel, wherever its mark now stands in the list. */
  function follow(mark: PickedMark, frame: Frame): PickedMark | null {
    for (let index = 0; index * MARK_STRIDE < frame.marks.length; index++) {
      const at = index * MARK_STRIDE;
      if (
        frame.marks[at + 3] === mark.row &&
        frame.marks[at + 2] === mark.channel &&
        edges[frame.marks[at] ?? -1]?.id === mark.edge
      )
        return { ...mark, index };
    }
    return { ...mark, index: -1 };
  }

  const stops = [
    runStore.live.subscribe(invalidate),
    stageStore.subscribe(invalidate),
    watchSize(canvas, invalidate),
    watchTheme(retheme),
  ];

  function retheme(): void {
    colours = readCanvasColours(canvas);
    sprites = null;
    invalidate();
  }

  invalidate();
  return {
    invalidate,
    pick(x, y) {
      const index = pickMark(placed, x, y, REACH);
      return index < 0 ? null : markAt(index);
    },
    choose(mark) {
      chosen = mark;
      invalidate();
    },
    stop() {
      cancelAnimationFrame(request);
      clearTimeout(timer);
      for (const stop of stops) stop();
    },
  };
}

/** Keeps one device pixel per canvas pixel, whatever the size of the panel. */
function watchSize(canvas: HTMLCanvasElement, changed: () => void): () => void {
  const observer = new ResizeObserver(() => {
    const ratio = Math.min(2, window.devicePixelRatio);
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    changed();
  });
  observer.observe(canvas);
  return () => observer.disconnect();
}

function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', changed);
  // A font that arrives late changes the numbers of the barriers.
  void document.fonts.ready.then(changed);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', changed);
  };
}
