/** The pipeline's name, edited where it stands. */
import { useState } from 'react';
import { titleDocument } from '../../pipeline/edits/config.ts';
import { documents, useDocuments } from '../stores/documents.ts';
import { showToast } from '../stores/workspace-store.ts';
import styles from './top-bar.module.css';

const MOST_LETTERS = 120;

export function TitleField() {
  const title = useDocuments(({ document }) => document.title);
  const [typed, setTyped] = useState<string | null>(null);
  const finish = (): void => {
    if (typed !== null && typed.trim() !== '' && typed !== title) {
      const [problem] = documents.actions.tryEdit((document) => titleDocument(document, typed.trim()));
      if (problem !== undefined) showToast(problem.message, problem.hint);
    }
    setTyped(null);
  };
  return (
    <span className={styles['title']} data-text={typed ?? title}>
      <input
        aria-label="Pipeline title"
        size={1}
        value={typed ?? title}
        maxLength={MOST_LETTERS}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key !== 'Escape') return;
          setTyped(null);
          event.stopPropagation();
        }}
      />
    </span>
  );
}
