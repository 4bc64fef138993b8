/** Which stories were left: they never open by themselves again, on this machine. */
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';

const memory = createStore<{ readonly left: readonly string[] }>()(
  persist((): { readonly left: readonly string[] } => ({ left: [] }), { name: 'tidemark-stories', version: 1 }),
);

export function hasLeft(story: string): boolean {
  return memory.getState().left.includes(story);
}

export function rememberLeft(story: string): void {
  if (!hasLeft(story)) memory.setState(({ left }) => ({ left: [...left, story] }));
}
