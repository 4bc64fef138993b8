/** What each lane is, in words; the name opens the table behind the lane. */
import { useState } from 'react';
import type { Measures } from '../draw/draw-lanes.ts';
import { rateUnit, type Scene } from '../draw/scene.ts';
import type { LaneId } from '../geometry/lanes.ts';
import { quantity } from '../../format.ts';
import { Sign } from '../controls/icons.tsx';
import { useSubject } from '../subject/scene-now.ts';
import { later } from '../../shell/on-demand/parts.ts';
import styles from './lanes.module.css';

const LaneTable = later(async () => (await import('./lane-table.tsx')).LaneTable);

export function LaneNames({ scene, measures }: { readonly scene: Scene; readonly measures: Measures }) {
  const subject = useSubject();
  const [open, setOpen] = useState<LaneId | null>(null);
  const names: Record<LaneId, readonly [string, string]> = {
    clocks: ['Two clocks', 'event time ↑'],
    results: [
      subject?.isEnd === true ? 'Received' : subject?.isWindowed === true ? 'Window results' : 'Results',
      `${rateUnit(scene)}, up to ${quantity(measures.peakRate)}`,
    ],
    lag: ['Watermark lag', 'clock − watermark'],
    checkpoints: ['Checkpoints', ''],
    faults: ['Faults, silence', ''],
    model: ['Model', ''],
    branches: ['Branches', ''],
  };
  return (
    <>
      {scene.layout.lanes.map(({ id, top, plotTop }) => {
        const [name, detail] = names[id];
        const y = scene.layout.stacked || id === 'clocks' ? top + 2 : plotTop - 2;
        return (
          <div key={id} className={styles.name} data-stacked={scene.layout.stacked || undefined} style={{ top: y }}>
            <button
              type="button"
              className={styles.nameButton}
              onClick={() => setOpen(id)}
              aria-haspopup="dialog"
              aria-label={`${name}: table`}
              title={`${name}: show as a table${subject === null ? '' : ` (${subject.title})`}`}
            >
              {name}
              <Sign name="table" />
            </button>
            {detail !== '' && <small>{detail}</small>}
          </div>
        );
      })}
      {open !== null && <LaneTable lane={open} title={names[open][0]} scene={scene} onClose={() => setOpen(null)} />}
    </>
  );
}
