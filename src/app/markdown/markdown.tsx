/** Parsed text as elements: what it says is always text, never markup. */
import type { ReactNode } from 'react';
import styles from './markdown.module.css';
import { type Block, type Inline, parseMarkdown } from './parse-markdown.ts';

export function Markdown({ source }: { readonly source: string }) {
  return (
    <div className={styles['text']}>
      {parseMarkdown(source).map((block, index) => withKey(<BlockView block={block} />, index))}
    </div>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <Heading level={block.level}>{inlines(block.text)}</Heading>;
    case 'paragraph':
      return <p>{inlines(block.text)}</p>;
    case 'quote':
      return <blockquote>{inlines(block.text)}</blockquote>;
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((item, index) => withKey(<li>{inlines(item)}</li>, index));
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return (
        <table>
          <thead>
            <tr>{block.head.map((cell, index) => withKey(<th scope="col">{inlines(cell)}</th>, index))}</tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) =>
              withKey(<tr>{row.map((cell, column) => withKey(<td>{inlines(cell)}</td>, column))}</tr>, index),
            )}
          </tbody>
        </table>
      );
  }
}

function Heading({ level, children }: { readonly level: 2 | 3 | 4; readonly children: ReactNode }) {
  if (level === 2) return <h2>{children}</h2>;
  return level === 3 ? <h3>{children}</h3> : <h4>{children}</h4>;
}

function inlines(parts: readonly Inline[]): ReactNode {
  return parts.map((part, index) => withKey(<InlineView part={part} />, index));
}

function InlineView({ part }: { readonly part: Inline }) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'strong':
      return <strong>{part.text}</strong>;
    case 'emphasis':
      return <em>{part.text}</em>;
    case 'code':
      return <code>{part.text}</code>;
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noreferrer">
          {part.text}
        </a>
      );
  }
}

/** Parts of a text have no name but their place, and the text never changes under them. */
function withKey(element: ReactNode, place: number): ReactNode {
  return <Keyed key={place}>{element}</Keyed>;
}

function Keyed({ children }: { readonly children: ReactNode }) {
  return children;
}
