/** One operator on the canvas. */
import { useShallow } from 'zustand/react/shallow';
import { useLit, useRun } from '../../stores/hooks.ts';
import { useWorkspace } from '../../stores/workspace-store.ts';
import { useDocuments } from '../../stores/documents.ts';
import type { PlacedCard } from '../scene.ts';
import { usePlacedCard } from '../scene-store.ts';
import styles from './card.module.css';
import fit from './card-fit.module.css';
import { cardFigures, NO_FIGURES } from './card-figures.ts';
import { CardPicture } from './card-picture.tsx';
import { Ports } from './ports.tsx';
import { SplitBars } from './split-bars.tsx';
import { useHasWhy, Why } from './why.tsx';

export function Card({ id }: { readonly id: string }) {
  const card = usePlacedCard(id);
  return card === undefined ? null : <PlacedCardView card={card} />;
}

function PlacedCardView({ card }: { readonly card: PlacedCard }) {
  const { id } = card;
  const figures = useRun(useShallow((state) => figuresOf(state, card)));
  const isLit = useLit(`node:${id}`);
  const isPointedAt = useWorkspace(({ pointedAt }) => pointedAt.has(id));
  const problems = useDocuments(({ validation }) => validation.problems.filter(({ where }) => where === id).length);
  const hasWhy = useHasWhy(id, figures.isStuck);
  const isSelected = useDocuments(({ nodes }) => nodes.includes(id));
  return (
    <div
      className={`${styles['card']} ${fit['fit']}`}
      data-picture={card.hasPicture ? (card.isSource ? 'splits' : 'view') : undefined}
      data-selected={isSelected || undefined}
      data-dim={isLit ? undefined : ''}
      data-pointed={isPointedAt || undefined}
      data-dead={figures.dead === '' ? undefined : ''}
      style={{ '--stream': `var(--${card.stream})` }}
    >
      <div className={styles['content']}>
        <header className={styles['head']} data-part="head">
          <h3 title={titleOf(card)} data-named={card.qualifier === null ? undefined : ''}>
            <span>{card.title}</span>
            {card.qualifier === null ? null : <em>{card.qualifier}</em>}
          </h3>
          <p className={styles['rates']} data-part="rates" data-why={hasWhy || problems > 0 || undefined}>
            {figures.dead === '' ? (
              <>
                <span data-part="both">{figures.rates}</span>
                <span className={styles['one']} data-part="one" data-stuck={figures.isStuck || undefined}>
                  {figures.rate}
                </span>
              </>
            ) : (
              <span>{`subtask ${figures.dead} dead`}</span>
            )}
            {problems > 0 ? (
              <b className={styles['problem']}>{problems === 1 ? '1 problem' : `${problems} problems`}</b>
            ) : null}
            {problems === 0 && hasWhy && <Why node={id} />}
          </p>
        </header>
        {card.hasPicture && (
          <div className={styles['picture']} data-part="picture">
            {card.isSource ? <SplitBars node={id} /> : <CardPicture node={id} kind={card.kind} width={card.width} />}
          </div>
        )}
        {!(card.hasPicture && card.isSource) && (
          <p className={styles['summary']} data-part="summary">
            <span title={card.summary}>{card.summary}</span>
            {figures.note === '' ? null : <b data-tone={figures.noteTone}>{figures.note}</b>}
          </p>
        )}
        <p className={styles['watermark']} data-part="watermark">
          <span>watermark</span>
          <b>{figures.watermark}</b>
        </p>
        <div
          className={styles['time']}
          role="img"
          aria-label={`busy ${figures.busyPercent} %, back-pressured ${figures.backPressuredPercent} %`}
        >
          <i style={{ width: `${figures.busyPercent}%` }} />
          <i data-hatched="" style={{ width: `${figures.backPressuredPercent}%` }} />
        </div>
      </div>
      <Ports card={card} />
    </div>
  );
}

function figuresOf({ plan, frame }: Parameters<Parameters<typeof useRun>[0]>[0], card: PlacedCard) {
  const index = plan?.nodes.findIndex(({ id }) => id === card.id) ?? -1;
  const node = plan?.nodes[index];
  const now = frame?.nodes[index];
  if (plan === null || frame === null || node === undefined || now === undefined) return NO_FIGURES;
  return cardFigures(node, now, card.outputs.length > 0, plan.startAtMs + frame.at / 1000);
}

function titleOf({ title, qualifier }: PlacedCard): string {
  return qualifier === null ? title : `${title} · ${qualifier}`;
}
