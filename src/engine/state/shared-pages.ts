/**
 * Parallel arrays as snapshots hold them: cut into pages, of which a snapshot shares those that nothing was written to
 * since the last one. So a keyframe costs what has changed, not what is held. Pages are never written to again.
 */
export type Page = Arrays;

/** What is cut into pages, and goes on being written to. */
export type Arrays = readonly (Float64Array | Int32Array)[];

/** Entries of a page. */
const PAGE_SHIFT = 8;

export class SharedPages {
  private readonly widths: readonly number[];
  /** Each page as the last snapshot has it. */
  private known: (Page | undefined)[] = [];
  private isTouched = new Uint8Array(16);

  /** `widths`: how many elements an entry has in each of the arrays. */
  constructor(widths: readonly number[]) {
    this.widths = widths;
  }

  /** To be called of every entry that is written to, before the next snapshot. */
  touch(entry: number): void {
    const page = entry >> PAGE_SHIFT;
    if (page >= this.isTouched.length) this.grow(page);
    this.isTouched[page] = 1;
  }

  touchAll(from: number, end: number): void {
    for (let entry = from; entry < end; entry += 1 << PAGE_SHIFT) this.touch(entry);
    if (end > from) this.touch(end - 1);
  }

  /** The first `end` entries. */
  save(arrays: Arrays, end: number): readonly Page[] {
    const pages: Page[] = [];
    for (let p = 0; p << PAGE_SHIFT < end; p++) {
      const old = this.known[p];
      // The last page may have had fewer entries; what a snapshot holds must not depend on those before it.
      const isSame = old?.[0].length === this.endOf(p, 0, end) - this.startOf(p, 0) && this.isTouched[p] !== 1;
      pages.push(isSame ? old : this.copy(arrays, p, end));
    }
    this.known = pages.slice();
    this.isTouched.fill(0);
    return pages;
  }

  /** The arrays must be long enough; behind the last page they hold zeros again, as if nothing had been written there. */
  load(arrays: Arrays, pages: readonly Page[]): void {
    const count = Math.max(this.known.length, this.isTouched.length, pages.length);
    for (let p = 0; p < count; p++) {
      if (this.isTouched[p] !== 1 && this.known[p] === pages[p]) continue;
      arrays.forEach((array, i) => {
        array.fill(0, this.startOf(p, i), this.startOf(p + 1, i));
        if (pages[p] !== undefined) array.set(pages[p][i], this.startOf(p, i));
      });
    }
    this.known = pages.slice();
    this.isTouched.fill(0);
  }

  private copy(arrays: Arrays, p: number, end: number): Page {
    return arrays.map((array, i) => array.slice(this.startOf(p, i), this.endOf(p, i, end)));
  }

  /** Where a page begins in array `i`. */
  private startOf(p: number, i: number): number {
    return (p << PAGE_SHIFT) * this.widths[i];
  }

  private endOf(p: number, i: number, end: number): number {
    return Math.min(this.startOf(p + 1, i), end * this.widths[i]);
  }

  private grow(page: number): void {
    const { isTouched } = this;
    this.isTouched = new Uint8Array(2 * page);
    this.isTouched.set(isTouched);
  }
}
