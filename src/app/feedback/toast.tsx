/** Why something could not be done, said near the pointer that tried, and to those who cannot see it. */
import { useEffect } from 'react';
import { setWorkspace, useWorkspace } from '../stores/workspace-store.ts';
import styles from './toast.module.css';

/** Time to read it: a second, and a twentieth for each letter. */
const BASE_MS = 1500;
const PER_LETTER_MS = 50;
const WIDTH = 320;

export function Toast() {
  const toast = useWorkspace((state) => state.toast);
  useEffect(() => {
    if (toast === null) return;
    const timer = setTimeout(
      () => setWorkspace({ toast: null }),
      BASE_MS + PER_LETTER_MS * (toast.text.length + toast.hint.length),
    );
    return () => clearTimeout(timer);
  }, [toast]);
  if (toast === null) return null;
  return (
    <div key={toast.id} className={styles['toast']} style={placeOf(toast.at)}>
      <b>{toast.text}</b>
      {toast.hint === '' ? null : <span>{toast.hint}</span>}
    </div>
  );
}

/** Stands on every page, empty: screen readers only hear of changes in what is there already. */
export function LiveRegion() {
  const announcement = useWorkspace((state) => state.announcement);
  return (
    <div role="status" aria-live="polite" className={styles['unseen']}>
      {announcement}
    </div>
  );
}

function placeOf(at: { readonly x: number; readonly y: number } | null) {
  if (at === null) return { left: '50%', bottom: 24, transform: 'translateX(-50%)' };
  const left = Math.min(Math.max(12, at.x + 14), window.innerWidth - WIDTH - 12);
  return at.y > window.innerHeight - 140 ? { left, bottom: window.innerHeight - at.y + 12 } : { left, top: at.y + 14 };
}
