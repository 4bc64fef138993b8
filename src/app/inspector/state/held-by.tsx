/** Who holds the watermark of a node that is no source: the way up to one, and that source's splits. */
import { SplitBlame } from '../../../operators/watermark-blame.tsx';
import { documents } from '../../stores/documents.ts';
import { useHeldBack, useRun } from '../../stores/hooks.ts';
import { blamePath } from './blame-path.ts';
import styles from './held-by.module.css';

export function HeldBy({ node, width }: { readonly node: string; readonly width: number }) {
  const plan = useRun((state) => state.plan);
  const frame = useRun((state) => state.frame);
  const isHeldBack = useHeldBack().has('why');
  if (plan === null || frame === null || isHeldBack) return null;
  const path = blamePath(plan, frame, node);
  const source = plan.nodes.findIndex(({ id }) => id === path.at(-1));
  const planned = plan.nodes[source];
  const now = frame.nodes[source];
  if (path.length < 2 || planned === undefined || now === undefined || now.splits.length === 0) return null;
  return (
    <section className={styles['held']}>
      <SplitBlame
        way={<Way path={path} />}
        frame={now}
        plan={planned}
        width={width}
        startAtMs={plan.startAtMs}
        at={frame.at}
        onPick={() => documents.actions.select([planned.id])}
      />
    </section>
  );
}

/** From the node up to where its watermark comes from; each can be selected. */
function Way({ path }: { readonly path: readonly string[] }) {
  return (
    <p className={styles['path']}>
      {path.map((step, index) => (
        <span key={step}>
          {index > 0 && ' ← '}
          <button type="button" onClick={() => documents.actions.select([step])}>
            {step}
          </button>
        </span>
      ))}
    </p>
  );
}
