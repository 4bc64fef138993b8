import * as ort from 'onnxruntime-web/wasm';
import { digestBytes } from '../base/digest.ts';
import type { Problem } from '../base/problem.ts';
import { type FeatureSheet, listInputs } from './feature-sheet.ts';
import { readShape } from './model-shape.ts';
import { readSignature } from './onnx/signature.ts';

/**
 * A model that is loaded and ready to run. Loading costs milliseconds and a run
 * microseconds, so a session is opened once and kept, as a Flink function does
 * in `open()`.
 */
export interface ModelSession {
  /** What the file calls itself, or its digest when it says nothing. */
  readonly version: string;
  /** Of the file's bytes: equal digests give equal predictions. */
  readonly digest: string;
  /** `undefined` for a model that carries no sheet. */
  readonly sheet: FeatureSheet | undefined;
  readonly inputNames: readonly string[];
  readonly inputCount: number;
  /**
   * One prediction per row of `features` (row-major, `rows × inputCount`). It
   * depends on its own row alone, to the last bit, so rows may be cut into
   * batches anywhere.
   */
  run(features: Float32Array, rows: number): Promise<Float32Array>;
  release(): Promise<void>;
}

export type OpenedModel =
  | { readonly kind: 'session'; readonly session: ModelSession }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Where the WebAssembly of ONNX Runtime comes from: given as bytes, or fetched from an address. */
export type RuntimeBinary =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'url'; readonly url: string };

/**
 * Opens a model. Whatever can be wrong with the file is found here, by reading
 * it and by a trial run, so that a session never surprises a pipeline in the
 * middle of a stream. `session.node.ts` and `session.browser.ts` are this
 * function with the binary of their surroundings.
 */
export async function openModelOn(binary: RuntimeBinary, bytes: Uint8Array, where: string): Promise<OpenedModel> {
  const refuse = (message: string, hint: string): OpenedModel => {
    return { kind: 'problem', problem: { where, field: 'model', message, hint } };
  };
  const reading = readSignature(bytes);
  if (reading.kind === 'not-onnx') {
    return refuse(
      'This file is not an ONNX model.',
      'Choose a complete .onnx file; one that is half copied fails, too.',
    );
  }
  if (reading.kind === 'unreadable') {
    return refuse(`The list of features inside this model cannot be read: ${reading.why}`, EXPORT_AGAIN);
  }
  configureRuntime(binary);
  let session: ort.InferenceSession;
  try {
    session = await ort.InferenceSession.create(bytes, SESSION_OPTIONS);
  } catch (error) {
    return refuse(`ONNX Runtime cannot load this model: ${describeError(error)}`, LOADABLE);
  }
  const shape = readShape(session);
  if (shape.kind === 'unfit') {
    await session.release();
    return refuse(shape.message, FITTING);
  }
  const { input, output, inputCount } = shape;
  const signature = reading.kind === 'signed' ? reading.signature : undefined;
  const inputNames = signature === undefined ? numberInputs(inputCount) : listInputs(signature.sheet);
  if (inputNames.length !== inputCount) {
    await session.release();
    return refuse(`The model takes ${inputCount} inputs but lists ${inputNames.length}.`, EXPORT_AGAIN);
  }

  async function run(features: Float32Array, rows: number): Promise<Float32Array> {
    const matrix = new ort.Tensor('float32', features.subarray(0, rows * inputCount), [rows, inputCount]);
    const results = await session.run({ [input]: matrix });
    const data = results[output]?.data;
    if (!(data instanceof Float32Array) || data.length !== rows) {
      throw new Error(`it gives ${data?.length ?? 0} numbers for ${rows} rows`);
    }
    return data;
  }

  try {
    await run(new Float32Array(TRIAL_ROWS * inputCount), TRIAL_ROWS);
  } catch (error) {
    await session.release();
    return refuse(`The model fails on rows of zeros: ${describeError(error)}`, FITTING);
  }
  const digest = digestBytes(bytes);
  return {
    kind: 'session',
    session: {
      version: signature?.version ?? digest,
      digest,
      sheet: signature?.sheet,
      inputNames,
      inputCount,
      run,
      release: () => session.release(),
    },
  };
}

/**
 * One thread everywhere. Threads would want special headers of the server, and
 * could add up a sum in another order from one run to the next.
 */
function configureRuntime(binary: RuntimeBinary): void {
  ort.env.logLevel = 'fatal';
  ort.env.wasm.numThreads = 1;
  if (binary.kind === 'bytes') ort.env.wasm.wasmBinary = binary.bytes;
  else ort.env.wasm.wasmPaths = { wasm: binary.url };
}

/** What the runtime has to say comes back as a value or an exception; it writes nothing to the console. */
const SESSION_OPTIONS: ort.InferenceSession.SessionOptions = {
  executionProviders: ['wasm'],
  graphOptimizationLevel: 'all',
  logSeverityLevel: 4,
};

/** More than one, so that a model which sums over its rows is found out by the length of its output. */
const TRIAL_ROWS = 3;

const EXPORT_AGAIN = 'Export the model again, so that its graph and its list of features agree.';
const LOADABLE = 'Check that the file is complete and that its operators are standard ONNX or ai.onnx.ml.';
const FITTING = 'A model must take one float32 matrix of shape [rows, features] and give one float32 per row.';

function numberInputs(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `input ${index}`);
}

function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
