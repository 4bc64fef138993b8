/** The page's view of the run: what the worker last told, and the actions that ask something of it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../../base/problem.ts';
import type { Intervention, PipelineDocument } from '../../pipeline/document.ts';
import type {
  BranchView,
  Frame,
  PlanView,
  RecordView,
  StatePicture,
  StopTarget,
  WorkerMessage,
} from '../../run/protocol.ts';
import { type RunPort, WorkerClient } from '../../run/worker-client.ts';
import { createFrameThrottle, type LiveFrame } from './live-frame.ts';
import { createWatchList } from './watch-list.ts';

export interface RunState {
  /** `refused`: the document has problems and the worker runs nothing; `broken`: the worker itself is gone. */
  readonly phase: 'none' | 'opening' | 'ready' | 'refused' | 'broken';
  readonly problems: readonly Problem[];
  readonly plan: PlanView | null;
  /** At most ten a second; canvases read `live` instead. */
  readonly frame: Frame | null;
  readonly pictures: Readonly<Record<string, { readonly at: number; readonly picture: StatePicture }>>;
  readonly branches: readonly BranchView[];
  readonly shown: number;
  /** What was last asked for; the worker reports by `stopped` when it ends by itself. */
  readonly playing: boolean;
  /** Virtual seconds per real second that were asked for; `Infinity` = as fast as possible. */
  readonly speed: number;
  readonly stopped: Stopped | null;
  /** `null`: none asked for, `missing`: the record had left the run when it was asked for. */
  readonly record: RecordView | 'missing' | null;
  readonly progress: { readonly task: 'seek' | 'run'; readonly at: number; readonly to: number } | null;
  readonly failure: string | null;
}

type Stopped = Extract<WorkerMessage, { kind: 'stopped' }>;

export interface RunActions {
  open(document: PipelineDocument, files: Readonly<Record<string, Uint8Array>>, at: number): void;
  /** There is nothing to run any more; what the worker still says of it is not heard. */
  close(): void;
  play(speed?: number): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** Run time in µs; stops playing. */
  seek(to: number): void;
  step(direction: 'forward' | 'back'): void;
  runToNext(target: StopTarget): void;
  intervene(intervention: Intervention): void;
  fork(at: number, document: PipelineDocument, label: string): void;
  showBranch(branch: number): void;
  /** Asks for a node's state pictures until the returned function is called; several may watch the same node. */
  watch(node: string): () => void;
  inspectRecord(edge: string, channel: number, row: number): void;
  closeRecord(): void;
  supplyModel(name: string, bytes: Uint8Array): void;
}

export interface RunStore extends StoreApi<RunState> {
  readonly actions: RunActions;
  readonly live: LiveFrame;
  /** Every message as it comes, for those who keep a history of their own. */
  listen(listener: (message: WorkerMessage) => void): () => void;
  /** Starts talking to a worker; the returned function ends it. */
  connect(port: RunPort): () => void;
}

const NOTHING: RunState = {
  phase: 'none',
  problems: [],
  plan: null,
  frame: null,
  pictures: {},
  branches: [],
  shown: 0,
  playing: false,
  speed: 1,
  stopped: null,
  record: null,
  progress: null,
  failure: null,
};

export function createRunStore(): RunStore {
  const store = createStore<RunState>(() => NOTHING);
  const throttle = createFrameThrottle((frame) => store.setState({ frame }));
  const listeners = new Set<(message: WorkerMessage) => void>();
  let client: WorkerClient | null = null;
  let isClosed = false;
  const watchList = createWatchList((nodes) => client?.send({ kind: 'watch', nodes }));

  function take(message: WorkerMessage): void {
    if (isClosed) return;
    if (message.kind === 'frame') throttle.take(message.frame);
    else store.setState((state) => stateAfter(state, message));
    for (const listener of listeners) listener(message);
  }

  const actions: RunActions = {
    open(document, files, at) {
      isClosed = false;
      throttle.clear();
      store.setState(({ speed }) => ({ ...NOTHING, phase: 'opening', speed }));
      client?.send({ kind: 'open', document, files, at });
      watchList.tell();
    },
    close() {
      if (store.getState().phase === 'none') return;
      isClosed = true;
      client?.send({ kind: 'pause' });
      throttle.clear();
      store.setState(({ speed }) => ({ ...NOTHING, speed }));
    },
    play(speed = store.getState().speed) {
      store.setState({ playing: true, speed, stopped: null });
      client?.send({ kind: 'play', speed });
    },
    pause() {
      store.setState({ playing: false });
      client?.send({ kind: 'pause' });
    },
    setSpeed(speed) {
      store.setState({ speed });
      client?.send({ kind: 'speed', speed });
    },
    seek(to) {
      store.setState({ playing: false, stopped: null });
      client?.send({ kind: 'seek', to: Math.max(0, Math.round(to)) });
    },
    step(direction) {
      store.setState({ playing: false, stopped: null });
      client?.send({ kind: 'step', direction });
    },
    runToNext(target) {
      store.setState({ playing: true, stopped: null });
      client?.send({ kind: 'run-to-next', target });
    },
    intervene: (intervention) => client?.send({ kind: 'intervene', intervention }),
    fork: (at, document, label) => client?.send({ kind: 'fork', at, document, label }),
    showBranch: (branch) => client?.send({ kind: 'show-branch', branch }),
    watch: watchList.watch,
    inspectRecord: (edge, channel, row) => client?.send({ kind: 'inspect-record', edge, channel, row }),
    closeRecord: () => store.setState({ record: null }),
    supplyModel: (name, bytes) => client?.send({ kind: 'model', name, bytes }),
  };

  return {
    ...store,
    actions,
    live: throttle,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connect(port) {
      const connected = new WorkerClient(port, take, (failure) =>
        store.setState({ phase: 'broken', playing: false, failure }),
      );
      client = connected;
      return () => {
        connected.close();
        if (client === connected) client = null;
        throttle.clear();
        store.setState(NOTHING);
      };
    },
  };
}

function stateAfter(state: RunState, message: Exclude<WorkerMessage, { kind: 'frame' }>): Partial<RunState> {
  switch (message.kind) {
    case 'opened':
      return {
        phase: 'ready',
        problems: [],
        plan: message.plan,
        branches: message.branches,
        pictures: {},
        progress: null,
      };
    case 'problems':
      // A refused fork leaves the run that is there; only a refused opening leaves none.
      return { problems: message.problems, phase: state.phase === 'opening' ? 'refused' : state.phase, progress: null };
    case 'state':
      return { pictures: { ...state.pictures, [message.node]: { at: message.at, picture: message.picture } } };
    case 'branches':
      return { plan: message.plan, branches: message.branches, shown: message.shown };
    case 'stopped':
      return { stopped: message, progress: null, playing: message.why === 'paused' ? state.playing : false };
    case 'record':
      return { record: message.record ?? 'missing' };
    case 'progress':
      return { progress: message.at >= message.to ? null : { task: message.task, at: message.at, to: message.to } };
    case 'history':
      return {};
  }
}
