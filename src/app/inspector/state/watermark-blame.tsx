/** The splits that make a node's watermark, as bars on event time: the shortest that counts is the watermark. */
import { cardTime, clockTime, duration } from '../../format.ts';
import { documents } from '../../stores/documents.ts';
import { useHeldBack, useRun } from '../../stores/hooks.ts';
import { type BlamedSplit, findBlame } from './blame.ts';
import { timeTicks } from './time-ticks.ts';
import styles from './watermark-blame.module.css';

/** A split is called silent after this long without a record. */
const SILENT_MS = 5_000;
const MOST_SPLITS = 16;
/** What the shortest bar shows of its own, before event time begins to be compared. */
const LEAD = 0.08;

export function WatermarkBlame({ node }: { readonly node: string }) {
  const plan = useRun((state) => state.plan);
  const frame = useRun((state) => state.frame);
  const isHeldBack = useHeldBack().has('why');
  if (plan === null || frame === null || isHeldBack) return null;
  const { path, splits, holder } = findBlame(plan, frame, node);
  const rows = splits.slice(0, MOST_SPLITS);
  const times = rows.map(({ watermark }) => watermark).filter(Number.isFinite);
  const held = splits[holder];
  if (times.length === 0 || held === undefined) return null;
  const now = plan.startAtMs + frame.at / 1000;
  const newest = Math.max(...times);
  const oldest = Math.min(...times);
  const span = Math.max(10_000, newest - oldest) / (1 - LEAD);
  const from = newest - span;
  const place = (time: number) => Math.min(1, Math.max(0, (time - from) / span)) * 100;
  return (
    <section className={styles['blame']}>
      <h3>
        Who holds the watermark <span>event time</span>
      </h3>
      <Path path={path} />
      <div className={styles['rows']} style={{ '--held': `${place(held.watermark)}%` }}>
        {rows.map((split) => (
          <Bar
            key={`${split.source} ${split.name}`}
            split={split}
            isHolder={split === held}
            width={place(split.watermark)}
            now={now}
          />
        ))}
      </div>
      <Axis from={from} to={newest} place={place} />
      <p className={styles['minimum']}>watermark = min(solid) = {clockTime(held.watermark)}</p>
      <p className={styles['key']}>
        <span data-idle="" /> idle: does not count, even where it lies further back. A silent one does.
      </p>
      {held.quietMs >= SILENT_MS && (
        <p className={styles['reason']}>
          <b>{`${held.source} ${held.name} `}</b>
          has said nothing for {duration(held.quietMs)} and is not idle. Windows and event-time timers after it wait;
          records flow.
        </p>
      )}
    </section>
  );
}

/** From the node up to where its watermark comes from; each can be selected. */
function Path({ path }: { readonly path: readonly string[] }) {
  if (path.length < 2) return null;
  return (
    <p className={styles['path']}>
      {path.map((node, index) => (
        <span key={node}>
          {index > 0 && ' ← '}
          <button type="button" onClick={() => documents.actions.select([node])}>
            {node}
          </button>
        </span>
      ))}
    </p>
  );
}

interface BarProps {
  readonly split: BlamedSplit;
  readonly isHolder: boolean;
  readonly width: number;
  readonly now: number;
}

function Bar({ split, isHolder, width, now }: BarProps) {
  const isSilent = isHolder && split.quietMs >= SILENT_MS;
  return (
    <div className={styles['row']} data-tone={split.isIdle ? 'idle' : isSilent ? 'holds' : 'counts'}>
      <span>{split.name}</span>
      <i>
        <b style={{ width: `${width}%` }} />
        {isSilent && <em style={{ left: `${width}%` }}>silent, holds the minimum</em>}
      </i>
      <span>{cardTime(split.watermark, now)}</span>
    </div>
  );
}

function Axis({
  from,
  to,
  place,
}: {
  readonly from: number;
  readonly to: number;
  readonly place: (time: number) => number;
}) {
  return (
    <div className={styles['axis']} aria-hidden="true">
      <div>
        {timeTicks(from, to, 4).map((time) => (
          <span key={time} style={{ left: `${place(time)}%` }}>
            {clockTime(time).slice(0, to - from < 120_000 ? 8 : 5)}
          </span>
        ))}
      </div>
    </div>
  );
}
