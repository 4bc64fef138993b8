/** The worker in which runs live. */
import { ModelShelf } from './model-shelf.ts';
import type { PageMessage } from './protocol.ts';
import { WorkerLoop } from './worker-loop.ts';

/** Built, the worker stands in `assets/`, beside `models/`; in development it is served by its path in `src`. */
const root = import.meta.env.DEV ? '/' : '../';

const channel = new MessageChannel();

const models = new ModelShelf(
  async (name) => {
    const response = await fetch(new URL(`${root}models/${name}.onnx`, self.location.href));
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  },
  async (bytes, where) => {
    const { openModel } = await import('../inference/session.browser.ts');
    return openModel(bytes, where);
  },
);

const loop = new WorkerLoop({
  now: () => performance.now(),
  post: (message, transfer) => self.postMessage(message, transfer),
  breathe: () =>
    new Promise((resolve) => {
      channel.port1.onmessage = () => resolve();
      channel.port2.postMessage(null);
    }),
  after: (ms, call) => setTimeout(call, ms),
  models,
});

self.onmessage = (event: MessageEvent<PageMessage>) => loop.receive(event.data);
void loop.run();
