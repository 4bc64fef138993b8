import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type OpenedModel, openModelOn } from './run-model.ts';

/** Opens a model in Node, in the terminal and in tests, on the same WebAssembly that the page loads. */
export async function openModel(bytes: Uint8Array, where: string): Promise<OpenedModel> {
  binary ??= readFile(createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
  return openModelOn({ kind: 'bytes', bytes: await binary }, bytes, where);
}

/** Read once: it is 14 MB. */
let binary: Promise<Uint8Array> | undefined;
