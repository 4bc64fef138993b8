/** A program: makes the measurement that its argument names and writes it to standard output. */
import { readFile } from 'node:fs/promises';
import type { ModelSession } from '../src/inference/index.ts';
import { openModel } from '../src/inference/session.node.ts';
import { runWork, workShape } from './portable.ts';
import { MODEL } from './shipfast/play-shipfast.ts';

async function openShippedModel(): Promise<ModelSession> {
  const bytes = await readFile(new URL(`../public/models/${MODEL}.onnx`, import.meta.url));
  const opened = await openModel(new Uint8Array(bytes), MODEL);
  if (opened.kind === 'problem') throw new Error(opened.problem.message);
  return opened.session;
}

process.stdout.write(JSON.stringify(await runWork(workShape.parse(process.argv[2]), openShippedModel)));
