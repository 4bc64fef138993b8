/** Copies a link that carries the whole document. */
import { Check, Link } from 'lucide-react';
import { useEffect, useState } from 'react';
import { writeShareLink } from '../shell/on-demand/documents-in-words.ts';
import { documents } from '../stores/documents.ts';
import { announce, showToast } from '../stores/workspace-store.ts';
import styles from './top-bar.module.css';

const SHOWN_MS = 2000;

export function ShareButton() {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const share = async (): Promise<void> => setCopied(await copyLink());
  return (
    <button type="button" className={styles['button']} onClick={() => void share()}>
      {isCopied ? <Check size={14} aria-hidden="true" /> : <Link size={14} aria-hidden="true" />}
      {isCopied ? 'Link copied' : 'Share'}
    </button>
  );
}

/** Where the clipboard is closed to the page, the address bar has the link. */
async function copyLink(): Promise<boolean> {
  const link = await writeShareLink(documents.getState().document);
  if (link.kind === 'problem') {
    showToast(link.problem.message, link.problem.hint);
    return false;
  }
  window.history.replaceState(null, '', link.hash);
  try {
    await navigator.clipboard.writeText(window.location.href);
    announce('The link is copied.');
    return true;
  } catch (error) {
    showToast(
      'The link is in the address bar.',
      `The clipboard could not be written: ${error instanceof Error ? error.message : 'no reason given'}`,
    );
    return false;
  }
}
