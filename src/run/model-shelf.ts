import type { Problem } from '../base/problem.ts';
import type { ModelSession, OpenedModel } from '../inference/index.ts';

type Loaded =
  | { readonly kind: 'session'; readonly session: ModelSession }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Where models are found: those that the page handed over, else the ones that ship with the app. */
export class ModelShelf {
  private readonly given = new Map<string, Uint8Array>();
  /** Those that are open or being opened. */
  private readonly loads = new Map<string, Promise<Loaded>>();
  private readonly fetchShipped: (name: string) => Promise<Uint8Array | null>;
  private readonly openModel: (bytes: Uint8Array, where: string) => Promise<OpenedModel>;

  constructor(
    fetchShipped: (name: string) => Promise<Uint8Array | null>,
    openModel: (bytes: Uint8Array, where: string) => Promise<OpenedModel>,
  ) {
    this.fetchShipped = fetchShipped;
    this.openModel = openModel;
  }

  put(name: string, bytes: Uint8Array): void {
    this.given.set(name, bytes);
    this.loads.delete(name);
  }

  /** Fetched and opened once, however often it is asked for; what failed is tried again. */
  async load(name: string): Promise<Loaded> {
    const load = this.loads.get(name) ?? this.fetchAndOpen(name);
    this.loads.set(name, load);
    let isThere = false;
    try {
      const loaded = await load;
      isThere = loaded.kind === 'session';
      return loaded;
    } finally {
      if (!isThere) this.loads.delete(name);
    }
  }

  private async fetchAndOpen(name: string): Promise<Loaded> {
    const bytes = this.given.get(name) ?? (await this.fetchShipped(name));
    if (bytes === null) {
      return {
        kind: 'problem',
        problem: {
          where: 'model',
          field: 'model',
          message: `There is no model ${name}.`,
          hint: 'Choose eta-v1, which ships with Tidemark, or drop an .onnx file.',
        },
      };
    }
    return this.openModel(bytes, name);
  }
}
