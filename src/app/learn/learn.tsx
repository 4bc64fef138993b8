/** The lessons, to be read one after the other: the list on the left, the text in a column that suits reading. */
import { documents } from '../stores/documents.ts';
import { useWorkspace, setWorkspace } from '../stores/workspace-store.ts';
import { placeNode } from '../canvas/editing/commands.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { paletteGroups } from '../palette/palette-groups.ts';
import { StreamMark } from '../palette/stream-mark.tsx';
import type { OperatorFace } from '../../operators/kind.ts';
import styles from './learn.module.css';
import { hasLesson, useLesson } from './lessons.ts';

const groups = paletteGroups(
  documents.kinds.map(({ spec }) => spec).filter(({ kind }) => hasLesson(kind)),
  '',
);
const [first] = groups.flatMap(({ faces }) => faces);

export function Learn() {
  const chosen = useWorkspace(({ lesson }) => lesson);
  const face = groups.flatMap(({ faces }) => faces).find(({ kind }) => kind === chosen) ?? first;
  return (
    <main className={styles['learn']}>
      <nav className={styles['list']} aria-label="Lessons">
        {groups.map((group) => (
          <section key={group.group}>
            <h2>{group.title}</h2>
            {group.faces.map((each) => (
              <button
                key={each.kind}
                type="button"
                aria-current={each === face ? 'page' : undefined}
                onClick={() => setWorkspace({ lesson: each.kind })}
              >
                <StreamMark stream={each.stream} />
                {each.title}
              </button>
            ))}
          </section>
        ))}
      </nav>
      {face !== undefined && <Lesson face={face} />}
    </main>
  );
}

function Lesson({ face }: { readonly face: OperatorFace }) {
  const text = useLesson(face.kind);
  const build = (): void => {
    setWorkspace({ place: 'build' });
    // The canvas stands again only after this.
    requestAnimationFrame(() => placeNode(face, null));
  };
  return (
    <article className={styles['lesson']} key={face.kind} tabIndex={0} aria-label={face.title}>
      <h2 className={styles['title']}>{face.title}</h2>
      <p className={styles['purpose']}>{face.purpose}</p>
      {typeof text === 'string' && <Markdown source={text} />}
      <button type="button" className={styles['build']} onClick={build}>
        Put it on the canvas
      </button>
    </article>
  );
}
