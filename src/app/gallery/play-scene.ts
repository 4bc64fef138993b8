import type { StateViewProps } from '../../operators/state-view.ts';
import type { Frame, PlanView, StatePicture, WorkerMessage } from '../../run/protocol.ts';
import { WorkerClient } from '../../run/worker-client.ts';
import { startRunWorker } from '../run-client.ts';
import type { Scene } from './scenes.ts';

export interface PlayedScene {
  readonly name: string;
  readonly views: readonly {
    readonly node: string;
    readonly kind: string;
    readonly props: Omit<StateViewProps, 'compact' | 'width' | 'config'> & { readonly raw: unknown };
  }[];
}

/** Runs a document in a worker up to the instant, and takes the pictures of its nodes there. */
export function playScene(scene: Scene): Promise<PlayedScene> {
  const { name, document, at, nodes, files } = scene;
  return new Promise((resolve, reject) => {
    let plan: PlanView | null = null;
    let frame: Frame | null = null;
    const pictures = new Map<string, StatePicture>();
    const hear = (message: WorkerMessage) => {
      if (message.kind === 'problems') reject(new Error(JSON.stringify(message.problems)));
      if (message.kind === 'opened') plan = message.plan;
      if (message.kind === 'frame') frame = message.frame;
      if (message.kind === 'state') pictures.set(message.node, message.picture);
      if (plan === null || frame === null || pictures.size < nodes.length) return;
      client.close();
      resolve({ name, views: viewsOf(scene, plan, frame, pictures) });
    };
    const client = new WorkerClient(startRunWorker(), hear, (reason) => reject(new Error(reason)));
    client.send({ kind: 'open', document, files, at });
    client.send({ kind: 'watch', nodes });
  });
}

function viewsOf(
  scene: Scene,
  plan: PlanView,
  frame: Frame,
  pictures: ReadonlyMap<string, StatePicture>,
): PlayedScene['views'] {
  return scene.nodes.flatMap((id) => {
    const index = plan.nodes.findIndex((node) => node.id === id);
    const picture = pictures.get(id);
    const raw = scene.document.nodes.find((node) => node.id === id)?.config ?? {};
    if (index < 0 || picture === undefined) return [];
    const props = {
      picture,
      frame: frame.nodes[index],
      plan: plan.nodes[index],
      startAtMs: plan.startAtMs,
      at: frame.at,
      heldBack: new Set<string>(),
      onPick: () => {},
      raw,
    };
    return [{ node: id, kind: plan.nodes[index].kind, props }];
  });
}
