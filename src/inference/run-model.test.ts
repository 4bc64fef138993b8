import { describe, expect, it } from 'vitest';
import type { FeatureSheet } from './feature-sheet.ts';
import { encodeModel, type OnnxGraph } from './onnx/encode-model.ts';
import { signModel } from './onnx/signature.ts';
import type { ModelSession } from './run-model.ts';
import { openModel } from './session.node.ts';

const sheet: FeatureSheet = {
  features: [
    { name: 'distance', unit: 'mi', whenMissing: { kind: 'refuse' } },
    { name: 'wind', unit: 'mph', whenMissing: { kind: 'default', value: 7, flag: 'wind_missing' } },
  ],
};

/** prediction = 2·distance + 3·wind + 5·wind_missing + 1 */
const linear: OnnxGraph = {
  name: 'linear',
  nodes: [{ op: 'Gemm', inputs: ['features', 'weights', 'bias'], output: 'prediction' }],
  tensors: [
    { kind: 'float32', name: 'weights', shape: [3, 1], values: [2, 3, 5] },
    { kind: 'float32', name: 'bias', shape: [1], values: [1] },
  ],
  input: { name: 'features', columns: 3 },
  output: { name: 'prediction', columns: 1 },
  metadata: signModel({ version: 'test-v1', sheet }),
};

async function open(graph: OnnxGraph): Promise<ModelSession> {
  const opened = await openModel(encodeModel(graph), 'model');
  if (opened.kind === 'problem') throw new Error(opened.problem.message);
  return opened.session;
}

describe('a model session', () => {
  it('knows its version, its features in order and its defaults from the file alone', async () => {
    const session = await open(linear);
    expect(session.version).toBe('test-v1');
    expect(session.inputNames).toEqual(['distance', 'wind', 'wind_missing']);
    expect(session.inputCount).toBe(3);
    expect(session.sheet).toEqual(sheet);
    await session.release();
  });

  it('gives one prediction per row, and reads no further than it was told', async () => {
    const session = await open(linear);
    const features = Float32Array.of(1, 10, 0, 2, 20, 1, 99, 99, 99);
    expect([...(await session.run(features, 2))]).toEqual([33, 70]);
    await session.release();
  });

  it('goes by its digest when the file says nothing of itself', async () => {
    const session = await open({ ...linear, metadata: {} });
    expect(session.version).toBe(session.digest);
    expect(session.sheet).toBeUndefined();
    expect(session.inputNames).toEqual(['input 0', 'input 1', 'input 2']);
    await session.release();
  });

  it('has another digest when one weight differs', async () => {
    const other = {
      ...linear,
      tensors: linear.tensors.map((tensor) => (tensor.name === 'bias' ? { ...tensor, values: [1.5] } : tensor)),
    };
    const sessions = [await open(linear), await open(linear), await open(other)];
    const [first, again, changed] = sessions.map((session) => session.digest);
    expect(again).toBe(first);
    expect(changed).not.toBe(first);
    for (const session of sessions) await session.release();
  });
});

describe('a file that is no fit model', () => {
  const text = (content: string) => Uint8Array.from(Buffer.from(content));
  const whole = encodeModel(linear);
  const refused = [
    { name: 'an empty file', bytes: new Uint8Array(0), message: 'not an ONNX model' },
    { name: 'a table', bytes: text('origin,delay\nSEA,3\n'), message: 'not an ONNX model' },
    { name: 'a page with an error', bytes: text('<!doctype html><title>404</title>'), message: 'not an ONNX model' },
    { name: 'a model that is half copied', bytes: whole.subarray(0, 60), message: 'not an ONNX model' },
    {
      name: 'an operator that does not exist',
      bytes: encodeModel({ ...linear, nodes: [{ op: 'Gemn', inputs: ['features'], output: 'prediction' }] }),
      message: 'cannot load',
    },
    {
      name: 'weights of another height than the input',
      bytes: encodeModel({ ...linear, input: { name: 'features', columns: 4 } }),
      message: 'cannot load',
    },
    {
      name: 'more outputs than one per row',
      bytes: encodeModel({
        ...linear,
        nodes: [{ op: 'Relu', inputs: ['features'], output: 'prediction' }],
        output: { name: 'prediction', columns: 3 },
      }),
      message: 'it gives 9 numbers for 3 rows',
    },
    {
      name: 'one output for all rows together',
      bytes: encodeModel({
        ...linear,
        nodes: [
          ...linear.nodes.map((node) => ({ ...node, output: 'each' })),
          { op: 'ReduceSum', inputs: ['each'], output: 'prediction' },
        ],
      }),
      message: 'it gives 1 numbers for 3 rows',
    },
    {
      name: 'a list of features that is longer than the input',
      bytes: encodeModel({
        ...linear,
        metadata: signModel({ version: 'v', sheet: { features: [...sheet.features, ...sheet.features] } }),
      }),
      message: 'takes 3 inputs but lists 5',
    },
    {
      name: 'a list of features that is no list',
      bytes: encodeModel({
        ...linear,
        metadata: { ...signModel({ version: 'v', sheet }), 'tidemark.features': '{"features": 3}' },
      }),
      message: 'list of features inside this model cannot be read',
    },
  ];
  it.each(refused)('is refused in words: $name', async ({ bytes, message }) => {
    const opened = await openModel(bytes, 'infer');
    expect(opened).toMatchObject({ kind: 'problem', problem: { where: 'infer', field: 'model' } });
    expect(opened.kind === 'problem' ? opened.problem.message : '').toContain(message);
    expect(opened.kind === 'problem' ? opened.problem.hint : '').not.toBe('');
  });
});
