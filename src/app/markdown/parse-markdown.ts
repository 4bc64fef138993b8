/**
 * The little of Markdown that lessons use: headings, paragraphs, lists, quotes, code, tables, emphasis and links.
 * It yields data, never HTML, so nothing a text says can become a script.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3 | 4; readonly text: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[] }
  | { readonly kind: 'quote'; readonly text: readonly Inline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    };

export type Inline =
  | { readonly kind: 'text' | 'strong' | 'emphasis' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

export function parseMarkdown(source: string): readonly Block[] {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    if (line.trim() === '') {
      index += 1;
      continue;
    }
    const taken = takeCode(lines, index) ?? takeHeading(line) ?? takeTable(lines, index) ?? takeRun(lines, index);
    blocks.push(taken.block);
    index += taken.lines;
  }
  return blocks;
}

interface Taken {
  readonly block: Block;
  readonly lines: number;
}

const LIST_ITEM = /^\s{0,3}(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const QUOTE = /^\s{0,3}>\s?(.*)$/;
const TABLE_RULE = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;

function takeCode(lines: readonly string[], start: number): Taken | null {
  const fence = /^\s{0,3}```(\S*)/.exec(lines[start] ?? '');
  if (fence === null) return null;
  let end = start + 1;
  while (end < lines.length && !/^\s{0,3}```\s*$/.test(lines[end] ?? '')) end += 1;
  return {
    block: { kind: 'code', language: fence[1] ?? '', text: lines.slice(start + 1, end).join('\n') },
    lines: end - start + 1,
  };
}

/** The first level becomes the second: the page has its own first heading. */
function takeHeading(line: string): Taken | null {
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (heading === null) return null;
  const depth = (heading[1] ?? '').length;
  return {
    block: { kind: 'heading', level: depth <= 2 ? (depth === 1 ? 2 : 3) : 4, text: parseInline(heading[2] ?? '') },
    lines: 1,
  };
}

function takeTable(lines: readonly string[], start: number): Taken | null {
  if (!(lines[start] ?? '').includes('|') || !TABLE_RULE.test(lines[start + 1] ?? '')) return null;
  let end = start + 2;
  while (end < lines.length && (lines[end] ?? '').includes('|')) end += 1;
  return {
    block: { kind: 'table', head: cells(lines[start] ?? ''), rows: lines.slice(start + 2, end).map(cells) },
    lines: end - start,
  };
}

function cells(line: string): readonly (readonly Inline[])[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => parseInline(cell.trim().replaceAll('\\|', '|')));
}

/** Lines of one sort up to the next empty line: a list, a quote, or a paragraph. */
function takeRun(lines: readonly string[], start: number): Taken {
  let end = start + 1;
  while (end < lines.length && (lines[end] ?? '').trim() !== '' && !startsBlock(lines[end] ?? '', lines[start] ?? ''))
    end += 1;
  const run = lines.slice(start, end);
  const first = run[0] ?? '';
  if (LIST_ITEM.test(first))
    return {
      block: { kind: 'list', isOrdered: /^\s*\d/.test(first), items: listItems(run).map(parseInline) },
      lines: run.length,
    };
  if (QUOTE.test(first))
    return {
      block: { kind: 'quote', text: parseInline(run.map((line) => QUOTE.exec(line)?.[1] ?? line).join(' ')) },
      lines: run.length,
    };
  return {
    block: { kind: 'paragraph', text: parseInline(run.map((line) => line.trim()).join(' ')) },
    lines: run.length,
  };
}

function startsBlock(line: string, first: string): boolean {
  if (/^\s{0,3}(```|#{1,6}\s)/.test(line)) return true;
  return LIST_ITEM.test(line) !== LIST_ITEM.test(first) && LIST_ITEM.test(line);
}

function listItems(run: readonly string[]): readonly string[] {
  const items: string[] = [];
  for (const line of run) {
    const item = LIST_ITEM.exec(line);
    if (item !== null) items.push(item[2] ?? '');
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return items;
}

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|(?<![\w*])[*_]([^*_]+)[*_](?![\w*])|\[([^\]]+)\]\(([^)\s]+)\)/g;

export function parseInline(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push(inlineOf(match));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

function inlineOf(match: RegExpExecArray): Inline {
  const [whole, code, strong, emphasis, linkText, href] = match;
  if (code !== undefined) return { kind: 'code', text: code };
  if (strong !== undefined) return { kind: 'strong', text: strong };
  if (emphasis !== undefined) return { kind: 'emphasis', text: emphasis };
  if (linkText !== undefined && href !== undefined && /^(https?:\/\/|#|\.{0,2}\/)/.test(href))
    return { kind: 'link', text: linkText, href };
  return { kind: 'text', text: linkText ?? whole };
}
