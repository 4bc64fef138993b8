/** Which node the lanes speak of, and what its configuration says about time. */
import { z } from 'zod';
import type { PlanView } from '../../../run/protocol.ts';
import type { WindowTiming } from '../draw/due.ts';

export interface Subject {
  /** Index in the plan of the node whose results, watermark and lag are drawn; −1 in an empty plan. */
  readonly node: number;
  readonly title: string;
  /** What the lane of results counts: firings of windows come in bursts, records flow. */
  readonly isWindowed: boolean;
  /** Nothing leaves it to another node. */
  readonly isEnd: boolean;
  /** `null` where the node has no windows of a fixed size. */
  readonly timing: WindowTiming | null;
  /** The largest bound of out-of-orderness among its sources; `null` where none is configured. */
  readonly boundMs: number | null;
}

/** A node's configuration with its defaults, and what a source promises of its event times. */
export interface NodeFacts {
  readonly title: string;
  readonly config: unknown;
  /** `null` for a node that is no source. */
  readonly boundMs: number | null;
}

export type FactsOf = (node: string) => NodeFacts | undefined;

/** Lengths of time in ms, as the kinds with windows of a fixed size name them. */
const windowSchema = z.object({ size: z.number().positive(), offset: z.number().default(0) });
const modelSchema = z.object({ model: z.string().min(1) });

/** The selected node, else the first with windows, else the last one that records reach. */
export function chooseSubject(plan: PlanView, selected: string | null, factsOf: FactsOf): Subject {
  const chosen =
    indexOf(plan, selected) ??
    indexOf(plan, plan.nodes.find(({ id }) => windowOf(factsOf(id)?.config) !== null)?.id ?? null) ??
    plan.nodes.length - 1;
  const id = plan.nodes[chosen]?.id ?? '';
  const facts = factsOf(id);
  const window = windowOf(facts?.config);
  const boundMs = boundOf(plan, id, factsOf);
  return {
    node: chosen,
    title: facts?.title ?? id,
    isWindowed: window !== null,
    isEnd: !plan.edges.some(({ from }) => from === id),
    timing: window === null || boundMs === null ? null : { sizeMs: window.size, offsetMs: window.offset, boundMs },
    boundMs,
  };
}

/** The first model that a configuration names. */
export function modelOf(configs: readonly unknown[]): string | null {
  for (const config of configs) {
    const parsed = modelSchema.safeParse(config);
    if (parsed.success) return parsed.data.model;
  }
  return null;
}

/** Everything upstream of a node, itself among it. */
export function upstreamOf(plan: Pick<PlanView, 'edges'>, node: string): ReadonlySet<string> {
  const found = new Set([node]);
  // A set grows while it is walked, and the walk sees what was added.
  for (const reached of found) for (const edge of plan.edges) if (edge.to === reached) found.add(edge.from);
  return found;
}

/** Indexes of the sources whose records the plane shows. */
export function sourcesOf(plan: PlanView): readonly number[] {
  return plan.nodes.flatMap(({ splits }, i) => (splits.length > 0 ? [i] : []));
}

function indexOf(plan: PlanView, id: string | null): number | null {
  const index = id === null ? -1 : plan.nodes.findIndex((node) => node.id === id);
  return index === -1 ? null : index;
}

function windowOf(config: unknown): { readonly size: number; readonly offset: number } | null {
  const parsed = windowSchema.safeParse(config);
  return parsed.success ? parsed.data : null;
}

function boundOf(plan: PlanView, node: string, factsOf: FactsOf): number | null {
  const bounds = [...upstreamOf(plan, node)].flatMap((id) => factsOf(id)?.boundMs ?? []);
  return bounds.length === 0 ? null : Math.max(...bounds);
}
