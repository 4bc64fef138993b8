/** What the page opens with: the worker, then the document of a link, else the opening scenario, else the preset. */
import { hub7 } from '../../scenarios/hub-7/scenario.ts';
import { findPreset } from '../../pipeline/presets/index.ts';
import { isShareLink, readShareLink } from '../../pipeline/share-link.ts';
import { startRunWorker } from '../run-client.ts';
import { documents } from '../stores/documents.ts';
import { followDocument } from '../stores/follow-document.ts';
import { runStore } from '../stores/hooks.ts';
import { showToast } from '../stores/workspace-store.ts';
import { beginOnFirstVisit } from '../story/story.ts';

export function startPage(): () => void {
  const disconnect = runStore.connect(startRunWorker());
  const unfollow = followDocument(documents, runStore);
  void openFirst();
  return () => {
    unfollow();
    disconnect();
  };
}

async function openFirst(): Promise<void> {
  const shipfast = findPreset('shipfast');
  if (isShareLink(location.hash)) {
    const { document, problems } = await readShareLink(location.hash);
    const [first] = problems;
    if (first !== undefined) showToast(first.message, first.hint);
    if (document !== null) return documents.actions.load(document);
  }
  const wanted = findPreset(new URLSearchParams(location.search).get('preset') ?? '');
  if (wanted !== undefined) return documents.actions.load(wanted);
  if (shipfast !== undefined && !beginOnFirstVisit(hub7(shipfast))) documents.actions.load(shipfast);
}
