import type { InferenceSession } from 'onnxruntime-web/wasm';

/** Whether a model maps a float matrix of any height to one float per row, and under which names. */
export function readShape(session: InferenceSession): ModelShape {
  const [input, ...otherInputs] = session.inputMetadata;
  const [output] = session.outputMetadata;
  if (input === undefined || otherInputs.length > 0) {
    return { kind: 'unfit', message: `The model has ${session.inputNames.length} inputs, not one.` };
  }
  if (!input.isTensor || input.type !== 'float32' || input.shape.length !== 2) {
    return { kind: 'unfit', message: `Its input ${input.name} is ${describeValue(input)}.` };
  }
  const [height, width] = input.shape;
  if (typeof height === 'number' || typeof width !== 'number') {
    return { kind: 'unfit', message: `Its input ${input.name} is ${describeValue(input)}.` };
  }
  if (output === undefined || !output.isTensor || output.type !== 'float32') {
    const found = output === undefined ? 'missing' : describeValue(output);
    return { kind: 'unfit', message: `Its output is ${found}.` };
  }
  return { kind: 'fit', input: input.name, output: output.name, inputCount: width };
}

export type ModelShape =
  | { readonly kind: 'fit'; readonly input: string; readonly output: string; readonly inputCount: number }
  | { readonly kind: 'unfit'; readonly message: string };

function describeValue(value: InferenceSession.ValueMetadata): string {
  return value.isTensor ? `${value.type} of shape [${value.shape.join(', ')}]` : 'no tensor';
}
