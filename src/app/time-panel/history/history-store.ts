/** Keeps the histories of the open run: listens to the worker's reports and tells the lanes when there is more. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Frame, WorkerMessage } from '../../../run/protocol.ts';
import type { RunStore } from '../../stores/run-store.ts';
import { beginHistory, type BranchHistory, type Histories, receiveHistory } from './history.ts';

export interface HistoryStore extends StoreApi<{ readonly revision: number }> {
  historyOf(branch: number): BranchHistory | undefined;
  /** The checkpoint that is under way in the newest frame, and when it was first seen. */
  inFlight(): InFlight | null;
}

export interface InFlight {
  readonly id: number;
  readonly since: number;
}

/** Labels and tables are told at the pace of cards; the canvas looks at `BranchHistory.version` in every frame. */
const TELL_MS = 100;

export function followRun(run: Pick<RunStore, 'listen' | 'getState'>): HistoryStore {
  const store = createStore<{ readonly revision: number }>(() => ({ revision: 0 }));
  const histories: Histories = new Map();
  let inFlight: (InFlight & { readonly branch: number }) | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function tell(): void {
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      store.setState(({ revision }) => ({ revision: revision + 1 }));
    }, TELL_MS);
  }

  function lookAt({ checkpoint, at, branch }: Frame): void {
    if (checkpoint.inFlight === null) inFlight = null;
    else if (
      inFlight === null ||
      inFlight.id !== checkpoint.inFlight ||
      inFlight.branch !== branch ||
      inFlight.since > at
    ) {
      inFlight = { id: checkpoint.inFlight, since: at, branch };
    }
  }

  run.listen((message: WorkerMessage) => {
    if (message.kind === 'frame') lookAt(message.frame);
    if (message.kind === 'opened') {
      histories.clear();
      inFlight = null;
      tell();
    }
    if (message.kind === 'history') {
      receiveHistory(histories, message.branch, message.history, run.getState().branches);
      tell();
    }
  });

  return {
    ...store,
    historyOf: (branch) => beginHistory(histories, branch, run.getState().branches),
    inFlight: () => inFlight,
  };
}
