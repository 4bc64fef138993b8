/** The page as a story handles it: the few things it may do to the run and the document, and what it may read. */
import type { Frame, PlanView, StatePicture, StopTarget } from '../../run/protocol.ts';
import type { PipelineDocument } from '../../pipeline/document.ts';
import type { Intervention } from '../../pipeline/document.ts';
import { addIntervention } from '../../pipeline/edits/interventions.ts';
import type { DocumentStore } from '../stores/document-store.ts';
import type { RunStore } from '../stores/run-store.ts';
import type { BranchHistory } from '../time-panel/history/history.ts';
import type { HistoryStore } from '../time-panel/history/history-store.ts';

export interface Stagehand {
  load(document: PipelineDocument, at: number): void;
  edit(change: (document: PipelineDocument) => PipelineDocument): void;
  intervene(intervention: Intervention): void;
  select(node: string): void;
  seek(to: number): void;
  play(speed: number): void;
  pause(): void;
  setSpeed(speed: number): void;
  runToNext(target: StopTarget): void;
  showBranch(branch: number): void;
  watch(node: string): () => void;
  plan(): PlanView | null;
  frame(): Frame | null;
  isPlaying(): boolean;
  shownBranch(): number;
  history(branch: number): BranchHistory | undefined;
  picture(node: string): StatePicture | undefined;
  /** Called after anything was told by the run. */
  onChange(listener: () => void): () => void;
}

export function createStagehand(run: RunStore, documents: DocumentStore, histories: HistoryStore): Stagehand {
  return {
    load(document, at) {
      documents.actions.load(document);
      // The run follows a loaded document by opening at its start.
      run.actions.seek(at);
    },
    edit: (change) => documents.actions.edit(change),
    intervene: (intervention) => documents.actions.edit((document) => addIntervention(document, intervention).document),
    select: (node) => documents.actions.select([node]),
    seek: (to) => run.actions.seek(to),
    play: (speed) => run.actions.play(speed),
    pause: () => run.actions.pause(),
    setSpeed: (speed) => run.actions.setSpeed(speed),
    runToNext: (target) => run.actions.runToNext(target),
    showBranch: (branch) => run.actions.showBranch(branch),
    watch: (node) => run.actions.watch(node),
    plan: () => run.getState().plan,
    frame: () => run.live.latest(),
    isPlaying: () => run.getState().playing,
    shownBranch: () => run.getState().shown,
    history: (branch) => histories.historyOf(branch),
    picture: (node) => run.getState().pictures[node]?.picture,
    // The store hears a message before its listeners do, so that they read what was just told.
    onChange: (listener) => run.listen(() => listener()),
  };
}
