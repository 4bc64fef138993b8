/** Where no browser can be started: the same measurements in this process. */
import { readFile } from 'node:fs/promises';
import type { ModelSession } from '../src/inference/index.ts';
import { openModel } from '../src/inference/session.node.ts';
import { runWork, type Work } from './portable.ts';
import { MODEL } from './shipfast/play-shipfast.ts';

export function measureInNode(work: Work): Promise<unknown> {
  return runWork(work, openShippedModel);
}

async function openShippedModel(): Promise<ModelSession> {
  const bytes = await readFile(new URL(`../public/models/${MODEL}.onnx`, import.meta.url));
  const opened = await openModel(new Uint8Array(bytes), MODEL);
  if (opened.kind === 'problem') throw new Error(opened.problem.message);
  return opened.session;
}
