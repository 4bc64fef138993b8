import type { Problem } from '../base/problem.ts';
import type { ModelSession, OpenedModel } from '../inference/index.ts';

/** Where models are found: those that the page handed over, else the ones that ship with the app. */
export class ModelShelf {
  private readonly given = new Map<string, Uint8Array>();
  private readonly open = new Map<string, ModelSession>();
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
    this.open.delete(name);
  }

  async load(
    name: string,
  ): Promise<
    | { readonly kind: 'session'; readonly session: ModelSession }
    | { readonly kind: 'problem'; readonly problem: Problem }
  > {
    const known = this.open.get(name);
    if (known !== undefined) return { kind: 'session', session: known };
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
    const opened = await this.openModel(bytes, name);
    if (opened.kind === 'session') this.open.set(name, opened.session);
    return opened;
  }
}
