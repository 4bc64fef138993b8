/** A hairline under the pointer with what every lane holds at that instant. */
import { useStore } from 'zustand';
import { rateUnit, type Scene } from '../draw/scene.ts';
import { clockText, xOf } from '../geometry/scales.ts';
import { duration, quantity } from '../../format.ts';
import { factsAt } from './facts.ts';
import { timelineStore } from './timeline-store.ts';
import styles from './hover.module.css';
import lanes from './lanes.module.css';

const CARD_WIDTH = 212;

export function Hover({ scene }: { readonly scene: Scene }) {
  const hover = useStore(timelineStore, (state) => state.hover);
  if (hover === null || hover > scene.head || hover < scene.scale.from) return null;
  const x = xOf(scene.scale, hover);
  const facts = factsAt(scene, hover);
  const left = x + 12 + CARD_WIDTH > scene.layout.right ? x - 12 - CARD_WIDTH : x + 12;
  return (
    <div aria-hidden="true">
      <div className={lanes.hairline} style={{ height: scene.layout.bottom, transform: `translateX(${x}px)` }} />
      <dl className={styles.hover} style={{ left, width: CARD_WIDTH }}>
        <dt>clock</dt>
        <dd>{clockText(scene.startAtMs + hover / 1000, 'seconds')}</dd>
        <dt>watermark</dt>
        <dd>{Number.isFinite(facts.watermark) ? clockText(facts.watermark) : 'none yet'}</dd>
        {Number.isFinite(facts.lagMs) && (
          <>
            <dt>lag</dt>
            <dd>{duration(facts.lagMs)}</dd>
          </>
        )}
        <dt>results</dt>
        <dd>{Number.isFinite(facts.perSecond) ? `${quantity(facts.perSecond)} ${rateUnit(scene)}` : '—'}</dd>
        {facts.checkpoint !== null && (
          <>
            <dt>checkpoint {facts.checkpoint.id}</dt>
            <dd>
              {facts.checkpoint.outcome === 'completed' ? '' : `${facts.checkpoint.outcome}, `}
              {duration((facts.checkpoint.endedAt - facts.checkpoint.triggeredAt) / 1000)}
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
