/** Who looks at which node's state: counted, so that a card and the inspector may both look at one. */
export interface WatchList {
  watch(node: string): () => void;
  /** Tells the whole list again, to a run that has not heard of it. */
  tell(): void;
}

export function createWatchList(send: (nodes: readonly string[]) => void): WatchList {
  const lookers = new Map<string, number>();
  let isPending = false;

  /** Once after everything of this moment: a page that mounts twenty cards sends one list. */
  function tell(): void {
    if (isPending) return;
    isPending = true;
    queueMicrotask(() => {
      isPending = false;
      send([...lookers.keys()]);
    });
  }

  return {
    tell,
    watch(node) {
      lookers.set(node, (lookers.get(node) ?? 0) + 1);
      if (lookers.get(node) === 1) tell();
      let isWatching = true;
      return () => {
        if (!isWatching) return;
        isWatching = false;
        const left = (lookers.get(node) ?? 1) - 1;
        if (left > 0) lookers.set(node, left);
        else {
          lookers.delete(node);
          tell();
        }
      };
    },
  };
}
