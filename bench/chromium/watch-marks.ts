export interface WatchedMarks {
  /** How often per second the layer of marks was drawn. */
  readonly fps: number;
  /** How many marks a drawing has, as the page says it. */
  readonly marks: number;
}

/**
 * Runs inside the page, so it may use nothing from outside of itself. The layer puts all its marks into its canvas
 * at once, and is the only one to do so: each time is one drawing.
 */
export async function watchMarks(ms: number): Promise<WatchedMarks> {
  const prototype = CanvasRenderingContext2D.prototype;
  const { putImageData } = prototype;
  let drawings = 0;
  prototype.putImageData = new Proxy(putImageData, {
    apply(target, context: CanvasRenderingContext2D, args) {
      drawings++;
      return Reflect.apply(target, context, args);
    },
  });
  const began = performance.now();
  await new Promise((resolve) => setTimeout(resolve, ms));
  const seconds = (performance.now() - began) / 1000;
  prototype.putImageData = putImageData;
  const said = Array.from(document.querySelectorAll('p'), ({ textContent }) => textContent);
  const [, shown = '0'] =
    said.map((text) => /^([\d,]+)( of .*)? records? (shown|on the way)/.exec(text)).find((found) => found !== null) ??
    [];
  return { fps: drawings / seconds, marks: Number(shown.replace(/\D/g, '')) };
}
