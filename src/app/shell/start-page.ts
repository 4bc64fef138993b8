/** What the page opens with: the worker, then the document of a link, else the opening scenario, else the preset. */
import { hub7 } from '../../scenarios/hub-7/scenario.ts';
import { fetchView } from '../../operators/views.ts';
import { findPreset } from '../../pipeline/presets/index.ts';
import { startRunWorker } from '../run-client.ts';
import { documents } from '../stores/documents.ts';
import { followDocument } from '../stores/follow-document.ts';
import { runStore } from '../stores/hooks.ts';
import { showToast } from '../stores/workspace-store.ts';
import { beginOnFirstVisit } from '../story/story.ts';
import { readAddress } from './on-demand/documents-in-words.ts';
import { openDrawing } from './open-drawing.ts';
import { fetchAllParts } from './on-demand/parts.ts';

/** A worker that says nothing for so long has done what it was asked for. */
const QUIET_MS = 1000;

/** Before anything is drawn: it starts up while the page does. */
let early: ReturnType<typeof startRunWorker> | null = startRunWorker();

export function startPage(): () => void {
  const disconnect = runStore.connect(early ?? startRunWorker());
  early = null;
  const unfollow = followDocument(documents, runStore);
  void openFirst();
  const stopFetching = fetchTheRestLater();
  return () => {
    stopFetching();
    unfollow();
    disconnect();
  };
}

async function openFirst(): Promise<void> {
  const shared = await readAddress(location.hash);
  if (shared !== null) {
    const [first] = shared.problems;
    if (first !== undefined) showToast(first.message, first.hint);
    if (shared.document !== null) return documents.actions.load(shared.document);
  }
  const shipfast = findPreset('shipfast');
  const wanted = findPreset(new URLSearchParams(location.search).get('preset') ?? '');
  if (wanted !== undefined) return openDrawing(wanted);
  if (shipfast !== undefined && !beginOnFirstVisit(hub7(shipfast))) documents.actions.load(shipfast);
}

/** The pictures of what is drawn while the worker computes; what was left out as soon as it has no more to say. */
function fetchTheRestLater(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopListening = runStore.listen((message) => {
    if (message.kind === 'opened') for (const { kind } of message.plan.nodes) void fetchView(kind);
    clearTimeout(timer);
    timer = setTimeout(() => {
      stopListening();
      void fetchAllParts();
    }, QUIET_MS);
  });
  return () => {
    stopListening();
    clearTimeout(timer);
  };
}
