import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { type OpenedModel, openModelOn } from './run-model.ts';

/**
 * Opens a model in a page or a worker. The bundler copies the WebAssembly
 * beside the page and gives its address, so nothing is fetched from elsewhere.
 * It is large: import this file dynamically, when a pipeline first predicts.
 */
export function openModel(bytes: Uint8Array, where: string): Promise<OpenedModel> {
  return openModelOn({ kind: 'url', url: new URL(wasmUrl, import.meta.url).href }, bytes, where);
}
