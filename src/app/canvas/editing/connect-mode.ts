/** Drawing an edge by keyboard: one end stands, the arrows walk through what could be the other. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Problem } from '../../../base/problem.ts';
import type { PortRef } from '../../../pipeline/graph.ts';
import { announce, showToast } from '../../stores/workspace-store.ts';
import type { PlacedCard, Scene } from '../scene.ts';
import { connectionJudge, connectOrSay } from './connecting.ts';

export interface Candidate {
  readonly from: PortRef;
  readonly to: PortRef;
  /** The card at the far end, where the mode points. */
  readonly card: string;
  readonly label: string;
  readonly problem: Problem | null;
}

interface Port {
  readonly id: string;
  readonly title: string;
}

export interface ConnectMode {
  readonly node: string;
  readonly candidates: readonly Candidate[];
  readonly index: number;
}

const connectMode = createStore<{ readonly mode: ConnectMode | null }>(() => ({ mode: null }));

export function useConnectMode(): ConnectMode | null {
  return useStore(connectMode, ({ mode }) => mode);
}

export function isConnecting(): boolean {
  return connectMode.getState().mode !== null;
}

export function startConnecting(scene: Scene, node: string): void {
  const candidates = listCandidates(scene, node);
  if (candidates.length === 0)
    return showToast('There is no other node to connect to.', 'Place one from the palette first.');
  connectMode.setState({ mode: { node, candidates, index: 0 } });
  announce(`Connecting ${node}. Arrows choose, Enter connects, Escape leaves. ${describe(candidates[0])}`);
}

export function stopConnecting(): void {
  connectMode.setState({ mode: null });
}

export function moveCandidate(by: 1 | -1): void {
  const { mode } = connectMode.getState();
  if (mode === null) return;
  const index = (mode.index + by + mode.candidates.length) % mode.candidates.length;
  connectMode.setState({ mode: { ...mode, index } });
  announce(describe(mode.candidates[index]));
}

/** Connects to what is pointed at; the mode stays where that is refused, so that another can be chosen. */
export function takeCandidate(): void {
  const { mode } = connectMode.getState();
  const candidate = mode?.candidates[mode.index];
  if (candidate !== undefined && connectOrSay(candidate.from, candidate.to, null)) stopConnecting();
}

/** Every pair of ports with another card: what may be comes first, the nearest first among equals. */
export function listCandidates(scene: Scene, node: string): readonly Candidate[] {
  const card = scene.cards.get(node);
  if (card === undefined) return [];
  const others = [...scene.cards.values()]
    .filter(({ id }) => id !== node)
    .sort((a, b) => distance(card, a) - distance(card, b));
  const judge = connectionJudge();
  const pair = (from: PlacedCard, output: Port, to: PlacedCard, input: Port, far: string): Candidate => {
    const ends = { from: { node: from.id, port: output.id }, to: { node: to.id, port: input.id } };
    const label = `${from.id} → ${to.id} · ${input.title}`;
    return { ...ends, card: far, label, problem: judge(ends.from, ends.to) };
  };
  const forwards = others.flatMap((other) =>
    card.outputs.flatMap((output) => other.inputs.map((input) => pair(card, output, other, input, other.id))),
  );
  const backwards = others.flatMap((other) =>
    other.outputs.flatMap((output) => card.inputs.map((input) => pair(other, output, card, input, other.id))),
  );
  const all = [...forwards, ...backwards];
  return [...all.filter(({ problem }) => problem === null), ...all.filter(({ problem }) => problem !== null)];
}

function describe(candidate: Candidate | undefined): string {
  if (candidate === undefined) return '';
  return candidate.problem === null
    ? `${candidate.label}: possible.`
    : `${candidate.label}: not possible. ${candidate.problem.message}`;
}

function distance(one: PlacedCard, other: PlacedCard): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
