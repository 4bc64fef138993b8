import { useEffect, useState } from 'react';
import { type Block, type Inline, parseMarkdown } from '../markdown/parse-markdown.ts';
import styles from './inspector.module.css';

const lessons = import.meta.glob<string>('../../operators/*/lesson.md', { query: '?raw', import: 'default' });

export function LessonTab({ kind }: { readonly kind: string }) {
  const [blocks, setBlocks] = useState<readonly Block[]>([]);
  useEffect(() => {
    let isCurrent = true;
    const load = lessons[`../../operators/${kind}/lesson.md`];
    void load?.().then((source) => {
      if (isCurrent) setBlocks(parseMarkdown(source));
    });
    return () => {
      isCurrent = false;
    };
  }, [kind]);
  return (
    <article className={styles['lesson']}>
      {blocks.map((block) => (
        <LessonBlock key={JSON.stringify(block)} block={block} />
      ))}
    </article>
  );
}

function LessonBlock({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <h3>{inline(block.text)}</h3>;
    case 'paragraph':
      return <p>{inline(block.text)}</p>;
    case 'list':
      return block.isOrdered ? <ol>{items(block.items)}</ol> : <ul>{items(block.items)}</ul>;
    case 'code':
      return <pre>{block.text}</pre>;
    default:
      return null;
  }
}

function items(list: readonly (readonly Inline[])[]) {
  return list.map((item) => <li key={JSON.stringify(item)}>{inline(item)}</li>);
}

function inline(parts: readonly Inline[]) {
  return parts.map((part) => {
    const key = JSON.stringify(part);
    if (part.kind === 'code') return <code key={key}>{part.text}</code>;
    if (part.kind === 'strong') return <strong key={key}>{part.text}</strong>;
    if (part.kind === 'emphasis') return <em key={key}>{part.text}</em>;
    return <span key={key}>{part.text}</span>;
  });
}
