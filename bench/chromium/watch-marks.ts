export interface WatchedMarks {
  /** How often per second the layer of marks was drawn. */
  readonly fps: number;
  /** How many marks a drawing has. */
  readonly marks: number;
}

/**
 * Runs inside the page, so it may use nothing from outside of itself. It counts marks first, for which every
 * one costs time, and then, with that taken out again, how often the layer is cleared to be drawn anew.
 */
export async function watchMarks(ms: number): Promise<WatchedMarks> {
  const prototype = CanvasRenderingContext2D.prototype;
  const { drawImage, clearRect } = prototype;
  const marks: number[] = [];
  let layer: HTMLCanvasElement | null = null;
  let drawn = 0;
  let clearings = 0;
  prototype.drawImage = new Proxy(drawImage, {
    apply(target, context: CanvasRenderingContext2D, args) {
      layer = context.canvas;
      drawn++;
      return Reflect.apply(target, context, args);
    },
  });
  prototype.clearRect = new Proxy(clearRect, {
    apply(target, context: CanvasRenderingContext2D, args) {
      if (context.canvas === layer) {
        clearings++;
        marks.push(drawn);
        drawn = 0;
      }
      return Reflect.apply(target, context, args);
    },
  });
  const pass = (duration: number) => new Promise((resolve) => setTimeout(resolve, duration));
  await pass(500);
  prototype.drawImage = drawImage;
  const counted = marks.slice(1).sort((a, b) => a - b);
  clearings = 0;
  const began = performance.now();
  await pass(ms);
  const seconds = (performance.now() - began) / 1000;
  prototype.clearRect = clearRect;
  return { fps: clearings / seconds, marks: counted[counted.length >> 1] ?? 0 };
}
