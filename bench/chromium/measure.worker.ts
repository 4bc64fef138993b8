/** Stands in Chromium: takes the name of a measurement and answers with what it measured, or with why it could not. */
import type { ModelSession } from '../../src/inference/index.ts';
import { openModel } from '../../src/inference/session.browser.ts';
import { runWork, type Work } from '../portable.ts';
import { MODEL } from '../shipfast/play-shipfast.ts';

async function openShippedModel(): Promise<ModelSession> {
  const response = await fetch(new URL(`../models/${MODEL}.onnx`, self.location.href));
  const opened = await openModel(new Uint8Array(await response.arrayBuffer()), MODEL);
  if (opened.kind === 'problem') throw new Error(opened.problem.message);
  return opened.session;
}

self.onmessage = async ({ data }: MessageEvent<Work>) => {
  try {
    self.postMessage({ measured: await runWork(data, openShippedModel) });
  } catch (error) {
    self.postMessage({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
};
