/** Runs in the page: every piece of text that is too small, cut without an ellipsis, or under another piece of text. */
export function textFaults(): string[] {
  const faults: string[] = [];
  const pieces: { readonly text: string; readonly box: DOMRect; readonly element: Element }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (
      element === null ||
      text === '' ||
      !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    )
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || element.closest('datalist, option, [aria-live], script') !== null)
      continue;
    // What scrolls out of its panel is not there to be read now.
    if (!isWithin(box, element)) continue;
    const style = getComputedStyle(element);
    const scale =
      element instanceof HTMLElement && element.offsetHeight > 0
        ? element.getBoundingClientRect().height / element.offsetHeight
        : 1;
    const size = Number.parseFloat(style.fontSize) * (element instanceof SVGElement ? 1 : scale);
    if (size < 10.95) faults.push(`${size.toFixed(1)} px: ${text}`);
    const isCut =
      element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'visible' && element instanceof HTMLElement;
    if (isCut && style.textOverflow !== 'ellipsis' && !['auto', 'scroll'].includes(style.overflowX))
      faults.push(`cut: ${text}`);
    pieces.push({ text, box, element });
  }
  for (const [index, one] of pieces.entries()) {
    for (const other of pieces.slice(index + 1)) {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      const isSame = one.element.contains(other.element) || other.element.contains(one.element);
      if (across > 2 && down > 4 && !isSame) faults.push(`“${one.text}” and “${other.text}” overlap`);
    }
  }
  return faults;

  function isWithin(box: DOMRect, element: Element): boolean {
    for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
      const style = getComputedStyle(parent);
      if (style.overflowY === 'visible') continue;
      const frame = parent.getBoundingClientRect();
      if (box.top < frame.top - 2 || box.bottom > frame.bottom + 2) return false;
    }
    return true;
  }
}
