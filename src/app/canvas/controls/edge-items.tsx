/** Menu of an edge: how its records are spread, and its removal. */
import { ContextMenu } from '../../shell/on-demand/context-menu.tsx';
import type { Partitioning } from '../../../operators/kind.ts';
import { setPartitioning } from '../../../pipeline/edits/edges.ts';
import { edgeId } from '../../../pipeline/graph.ts';
import { documents, faceOf, useDocuments } from '../../stores/documents.ts';
import styles from '../../feedback/menu.module.css';
import { removeSelected } from '../editing/commands.ts';

const CHOICES: readonly Partitioning[] = ['forward', 'rebalance', 'hash', 'broadcast'];

export function EdgeItems({ edge }: { readonly edge: string }) {
  const drawn = useDocuments(({ document }) => document.edges.find((candidate) => edgeId(candidate) === edge));
  const target = useDocuments(({ document }) => document.nodes.find(({ id }) => id === drawn?.to.node));
  const port = faceOf(target?.kind ?? '')?.inputs.find(({ id }) => id === drawn?.to.port);
  const value = drawn?.partitioning ?? 'port';
  // A keyed or a broadcast port takes records in its own way only; there is nothing to choose.
  const choices =
    port?.partitioning === 'hash' || port?.partitioning === 'broadcast'
      ? []
      : CHOICES.filter((choice) => choice === 'forward' || choice === 'rebalance');
  const choose = (next: string): void => {
    const chosen = CHOICES.find((choice) => choice === next) ?? null;
    documents.actions.edit((document) => setPartitioning(document, edge, chosen));
  };
  return (
    <>
      <ContextMenu.Label className={styles['label']}>{edge.replace('>', ' → ')}</ContextMenu.Label>
      {choices.length > 0 && (
        <ContextMenu.RadioGroup value={value} onValueChange={choose}>
          {['port', ...choices].map((choice) => (
            <ContextMenu.RadioItem key={choice} value={choice} className={styles['item']}>
              {choice === 'port' ? `As the input asks (${port?.partitioning ?? 'forward'})` : choice}
              <ContextMenu.ItemIndicator>✓</ContextMenu.ItemIndicator>
            </ContextMenu.RadioItem>
          ))}
        </ContextMenu.RadioGroup>
      )}
      {choices.length === 0 && (
        <ContextMenu.Item className={styles['item']} disabled>
          by {port?.partitioning ?? 'its input'}, as the input needs it
        </ContextMenu.Item>
      )}
      <ContextMenu.Separator className={styles['separator']} />
      <ContextMenu.Item className={styles['item']} data-tone="danger" onSelect={removeSelected}>
        Remove this edge <kbd>Delete</kbd>
      </ContextMenu.Item>
    </>
  );
}
