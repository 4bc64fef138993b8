/**
 * The page's end of the wire to the worker in which runs live. The one place outside the worker that posts
 * messages; what stands behind the port (a real worker, a test's stand-in) is the caller's choice.
 */
import type { PageMessage, WorkerMessage } from './protocol.ts';

/** What is used of a `Worker`; tests pass an object of their own. */
export interface RunPort {
  postMessage(message: PageMessage, transfer: ArrayBuffer[]): void;
  addEventListener(kind: 'message', listener: (event: { readonly data: WorkerMessage }) => void): void;
  addEventListener(kind: 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

export class WorkerClient {
  readonly #port: RunPort;
  #isClosed = false;

  /** `onFailure` is told when the worker itself dies (its script is missing, it throws): no message will follow. */
  constructor(port: RunPort, onMessage: (message: WorkerMessage) => void, onFailure: (reason: string) => void) {
    this.#port = port;
    port.addEventListener('message', ({ data }) => {
      if (!this.#isClosed) onMessage(data);
    });
    port.addEventListener('error', ({ message }) => {
      if (!this.#isClosed) onFailure(message ?? 'The worker could not be started.');
    });
  }

  /** Model bytes are moved, not copied: the page has no further use of them. Files stay with the page. */
  send(message: PageMessage): void {
    const isOwned = message.kind === 'model' && message.bytes.buffer instanceof ArrayBuffer;
    this.#port.postMessage(
      message,
      isOwned && message.bytes.buffer instanceof ArrayBuffer ? [message.bytes.buffer] : [],
    );
  }

  close(): void {
    this.#isClosed = true;
    this.#port.terminate();
  }
}
