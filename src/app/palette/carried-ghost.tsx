/** The card that is being carried from the palette, under the pointer. */
import { faceOf } from '../stores/documents.ts';
import { useWorkspace } from '../stores/workspace-store.ts';
import styles from './carried-ghost.module.css';
import { StreamMark } from './stream-mark.tsx';

export function CarriedGhost() {
  const carried = useWorkspace((state) => state.carried);
  const face = carried === null ? undefined : faceOf(carried.kind);
  if (carried === null || face === undefined) return null;
  return (
    <div className={styles['ghost']} style={{ left: carried.x, top: carried.y }} aria-hidden="true">
      <StreamMark stream={face.stream} />
      {face.title}
    </div>
  );
}
