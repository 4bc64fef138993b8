/** The scene as it stands now, for cards, edges and the layer of marks: one computation, many readers. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { EMPTY_SCENE, type PlacedCard, type PlacedEdge, type Scene } from './scene.ts';

export const sceneStore = createStore<{ readonly scene: Scene }>(() => ({ scene: EMPTY_SCENE }));

export function usePlacedCard(id: string): PlacedCard | undefined {
  return useStore(sceneStore, ({ scene }) => scene.cards.get(id));
}

export function usePlacedEdge(id: string): PlacedEdge | undefined {
  return useStore(sceneStore, ({ scene }) => scene.edges.get(id));
}

export function useScene(): Scene {
  return useStore(sceneStore, ({ scene }) => scene);
}
