/** What can be done to several nodes at once, or to an edge. */
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Copy,
  Trash2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { align, distribute, duplicateSelected, removeSelected } from '../canvas/editing/commands.ts';
import { useDocuments } from '../stores/documents.ts';
import styles from './inspector.module.css';

const SIZE = 16;

export function SelectionPanel() {
  const nodes = useDocuments((state) => state.nodes);
  return (
    <div className={styles['scroll']}>
      <p className={styles['about']}>Selected</p>
      <h2 className={styles['title']}>{nodes.length} nodes</h2>
      <p className={styles['purpose']}>{nodes.join(', ')}</p>
      <div className={styles['tools']} role="group" aria-label="Arrange">
        <Tool label="Align left edges" onClick={() => align('left')} icon={<AlignStartVertical size={SIZE} />} />
        <Tool
          label="Align centres, one above the other"
          onClick={() => align('center')}
          icon={<AlignCenterVertical size={SIZE} />}
        />
        <Tool label="Align right edges" onClick={() => align('right')} icon={<AlignEndVertical size={SIZE} />} />
        <Tool label="Align top edges" onClick={() => align('top')} icon={<AlignStartHorizontal size={SIZE} />} />
        <Tool
          label="Align middles, side by side"
          onClick={() => align('middle')}
          icon={<AlignCenterHorizontal size={SIZE} />}
        />
        <Tool label="Align bottom edges" onClick={() => align('bottom')} icon={<AlignEndHorizontal size={SIZE} />} />
        {nodes.length > 2 && (
          <Tool
            label="Equal gaps across"
            onClick={() => distribute('horizontal')}
            icon={<AlignHorizontalDistributeCenter size={SIZE} />}
          />
        )}
        {nodes.length > 2 && (
          <Tool
            label="Equal gaps down"
            onClick={() => distribute('vertical')}
            icon={<AlignVerticalDistributeCenter size={SIZE} />}
          />
        )}
        <Tool label="Duplicate" onClick={duplicateSelected} icon={<Copy size={SIZE} />} />
        <Tool label="Remove" onClick={removeSelected} icon={<Trash2 size={SIZE} />} />
      </div>
    </div>
  );
}

function Tool({
  label,
  icon,
  onClick,
}: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" onClick={onClick} aria-label={label} title={label}>
      {icon}
    </button>
  );
}
