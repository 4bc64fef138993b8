import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInline, parseMarkdown } from './parse-markdown.ts';

describe('lesson text', () => {
  it('becomes headings, paragraphs, lists, quotes, code and tables', () => {
    const blocks = parseMarkdown(
      [
        '# Windows',
        'A window',
        'waits.',
        '',
        '- first',
        '  goes on',
        '- second',
        '',
        '> quoted',
        '> twice',
        '',
        '```java',
        'a < b',
        '',
        'c',
        '```',
        '',
        '| a | b |',
        '|---|---|',
        '| 1 | x\\|y |',
      ].join('\n'),
    );
    expect(blocks.map((block) => block.kind)).toEqual(['heading', 'paragraph', 'list', 'quote', 'code', 'table']);
    expect(blocks[1]).toEqual({ kind: 'paragraph', text: [{ kind: 'text', text: 'A window waits.' }] });
    expect(blocks[2]).toMatchObject({ items: [[{ text: 'first goes on' }], [{ text: 'second' }]] });
    expect(blocks[4]).toEqual({ kind: 'code', language: 'java', text: 'a < b\n\nc' });
    expect(blocks[5]).toMatchObject({ rows: [[[{ text: '1' }], [{ text: 'x|y' }]]] });
  });

  it('has a list right after a paragraph without an empty line', () => {
    expect(parseMarkdown('Two things:\n1. one\n2. two').map((block) => block.kind)).toEqual(['paragraph', 'list']);
  });

  it('marks code, strong words, emphasis and links', () => {
    expect(parseInline('the `open()` of **one** *late* [page](https://example.org/a)')).toEqual([
      { kind: 'text', text: 'the ' },
      { kind: 'code', text: 'open()' },
      { kind: 'text', text: ' of ' },
      { kind: 'strong', text: 'one' },
      { kind: 'text', text: ' ' },
      { kind: 'emphasis', text: 'late' },
      { kind: 'text', text: ' ' },
      { kind: 'link', text: 'page', href: 'https://example.org/a' },
    ]);
  });

  it('leaves identifiers with underscores alone', () => {
    expect(parseInline('route_avg_speed and read_committed')).toEqual([
      { kind: 'text', text: 'route_avg_speed and read_committed' },
    ]);
  });

  it('makes no link of an address that could run a script', () => {
    expect(parseInline('[x](javascript:alert(1))')[0]?.kind).toBe('text');
    expect(parseInline('[x](data:text/html,hi)')[0]?.kind).toBe('text');
  });

  it('ends for any text, and loses no line of it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('# h', 'word', '- item', '> quote', '```', '|a|b|', '|--|--|', '', '1. one', '   ')),
        (lines) => {
          const blocks = parseMarkdown(lines.join('\n'));
          const wordCount = lines.filter((line) => line === 'word').length;
          expect(JSON.stringify(blocks).split('word').length - 1).toBe(wordCount);
        },
      ),
    );
  });
});
