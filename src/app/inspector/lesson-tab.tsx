/** Why a kind of operator exists, told to a learner, and what of it is not modelled. */
import { useLesson } from '../learn/lessons.ts';
import { Markdown } from '../markdown/markdown.tsx';
import styles from './inspector.module.css';

export function LessonTab({ kind }: { readonly kind: string }) {
  const lesson = useLesson(kind);
  if (lesson === undefined) return null;
  return lesson === null ? (
    <p className={styles['muted']}>There is no lesson about this operator.</p>
  ) : (
    <Markdown source={lesson} />
  );
}
