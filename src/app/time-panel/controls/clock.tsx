/** Where the run stands: the processing clock to the millisecond, the minute of the run, the seed. */
import { useEffect, useRef, useState } from 'react';
import { runStore, useRun } from '../../stores/hooks.ts';
import { clockText } from '../geometry/scales.ts';
import { timelineStore } from '../lanes/timeline-store.ts';
import { onRunChange } from '../subject/scene-now.ts';
import { changeSeed } from '../subject/document-now.ts';
import styles from './controls.module.css';

const LARGEST_SEED = 4_294_967_295;

export function Clock() {
  const startAtMs = useRun((state) => state.plan?.startAtMs ?? null);
  return (
    <>
      <div className={styles.reading}>
        <small>processing time</small>
        <ClockFace startAtMs={startAtMs} />
      </div>
      <div className={styles.reading}>
        <small>run minute</small>
        <RunMinute />
      </div>
      <div className={styles.reading}>
        <small aria-hidden="true">seed</small>
        <Seed />
      </div>
    </>
  );
}

/** Written straight into the page in every frame: React need not hear of each millisecond. */
function ClockFace({ startAtMs }: { readonly startAtMs: number | null }) {
  const face = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let request = 0;
    const write = () => {
      request = 0;
      const at = timelineStore.getState().scrub ?? runStore.live.latest()?.at ?? 0;
      if (face.current !== null)
        face.current.textContent = startAtMs === null ? '--:--:--.---' : clockText(startAtMs + at / 1000);
    };
    const stop = onRunChange(() => {
      if (request === 0) request = requestAnimationFrame(write);
    });
    write();
    return () => {
      stop();
      cancelAnimationFrame(request);
    };
  }, [startAtMs]);
  return <span ref={face} className={styles.clock} />;
}

function RunMinute() {
  const minute = useRun((state) => Math.floor((state.frame?.at ?? 0) / 60_000_000));
  return <span className={styles.value}>{minute}</span>;
}

/** Another seed is another run: it begins anew when the field is left or Enter is pressed. */
function Seed() {
  const seed = useRun((state) => state.plan?.seed ?? null);
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    const next = Number(draft);
    if (draft !== null && /^\d+$/.test(draft) && next <= LARGEST_SEED && next !== seed) changeSeed(next);
    setDraft(null);
  };
  const isWrong = draft !== null && (!/^\d+$/.test(draft) || Number(draft) > LARGEST_SEED);
  return (
    <input
      className={styles.seed}
      inputMode="numeric"
      aria-label="Seed"
      aria-invalid={isWrong}
      title={
        isWrong
          ? `A whole number from 0 to ${LARGEST_SEED.toLocaleString('en')}`
          : 'Another seed is another run of the same pipeline'
      }
      value={draft ?? seed ?? ''}
      size={Math.max(2, String(draft ?? seed ?? '').length)}
      disabled={seed === null}
      onChange={(event) => setDraft(event.target.value.trim())}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
