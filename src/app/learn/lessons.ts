/** The lessons of the operators, each loaded when it is first read. */
import { useEffect, useState } from 'react';

const texts = import.meta.glob<string>('../../operators/*/lesson.md', { query: '?raw', import: 'default' });

/** `undefined` while it loads, `null` where a kind has none. */
export function useLesson(kind: string): string | null | undefined {
  const [lesson, setLesson] = useState<{ readonly kind: string; readonly text: string | null } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const load = texts[`../../operators/${kind}/lesson.md`];
    const show = (text: string | null): void => {
      if (isWanted) setLesson({ kind, text });
    };
    if (load === undefined) show(null);
    else void load().then(show);
    return () => {
      isWanted = false;
    };
  }, [kind]);
  return lesson?.kind === kind ? lesson.text : undefined;
}

export function hasLesson(kind: string): boolean {
  return texts[`../../operators/${kind}/lesson.md`] !== undefined;
}
