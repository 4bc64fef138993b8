import {
  bytesField,
  floatBytes,
  floatField,
  floatsField,
  integer64Bytes,
  integerField,
  integersField,
  message,
  textField,
} from './protobuf-writer.ts';

/**
 * Writes a graph as the bytes of an `.onnx` file: IR version 8, operator sets
 * ai.onnx 17 and ai.onnx.ml 3. Only what our models use is covered. Field
 * numbers are those of onnx.proto3, https://github.com/onnx/onnx.
 */
export function encodeModel(graph: OnnxGraph): Uint8Array {
  return message(
    integerField(1, IR_VERSION),
    textField(2, 'tidemark'),
    bytesField(7, encodeGraph(graph)),
    bytesField(8, message(textField(1, ''), integerField(2, 17))),
    bytesField(8, message(textField(1, 'ai.onnx.ml'), integerField(2, 3))),
    ...Object.entries(graph.metadata).map(([key, value]) =>
      bytesField(METADATA_FIELD, message(textField(1, key), textField(2, value))),
    ),
  );
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
  /** One float input of shape [rows, columns]. */
  readonly input: { readonly name: string; readonly columns: number };
  /** One float output of shape [rows, columns]. */
  readonly output: { readonly name: string; readonly columns: number };
  /** Free text carried inside the file; the model's signature lives here. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface OnnxNode {
  readonly op: string;
  readonly domain?: 'ai.onnx.ml';
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

export type OnnxAttribute =
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'integers'; readonly values: ArrayLike<number> }
  | { readonly kind: 'floats'; readonly values: ArrayLike<number> }
  | { readonly kind: 'texts'; readonly values: readonly string[] };

export interface OnnxTensor {
  readonly kind: 'float32' | 'int64';
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** The field of a ModelProto that holds one key and value of metadata. */
export const METADATA_FIELD = 14;

const IR_VERSION = 8;
const ELEMENT_TYPE = { float32: 1, int64: 7 } as const;

function encodeGraph(graph: OnnxGraph): Uint8Array {
  return message(
    ...graph.nodes.map((node) => bytesField(1, encodeNode(node))),
    textField(2, graph.name),
    ...graph.tensors.map((tensor) => bytesField(5, encodeTensor(tensor))),
    bytesField(11, encodeMatrixType(graph.input.name, graph.input.columns)),
    bytesField(12, encodeMatrixType(graph.output.name, graph.output.columns)),
  );
}

function encodeNode(node: OnnxNode): Uint8Array {
  return message(
    ...node.inputs.map((input) => textField(1, input)),
    textField(2, node.output),
    textField(4, node.op),
    ...Object.entries(node.attributes ?? {}).map(([name, attribute]) =>
      bytesField(5, message(textField(1, name), encodeAttribute(attribute))),
    ),
    ...(node.domain === undefined ? [] : [textField(7, node.domain)]),
  );
}

/** The value of an attribute and, in field 20, which kind of value it is. */
function encodeAttribute(attribute: OnnxAttribute): Uint8Array {
  switch (attribute.kind) {
    case 'float':
      return message(floatField(2, attribute.value), integerField(20, 1));
    case 'integer':
      return message(integerField(3, attribute.value), integerField(20, 2));
    case 'text':
      return message(textField(4, attribute.value), integerField(20, 3));
    case 'floats':
      return message(floatsField(7, attribute.values), integerField(20, 6));
    case 'integers':
      return message(integersField(8, attribute.values), integerField(20, 7));
    case 'texts':
      return message(...attribute.values.map((text) => textField(9, text)), integerField(20, 8));
  }
}

function encodeTensor(tensor: OnnxTensor): Uint8Array {
  const raw = tensor.kind === 'float32' ? floatBytes(tensor.values) : integer64Bytes(tensor.values);
  return message(
    integersField(1, tensor.shape),
    integerField(2, ELEMENT_TYPE[tensor.kind]),
    textField(8, tensor.name),
    bytesField(9, raw),
  );
}

/** A float matrix whose number of rows is left open, so that any batch fits. */
function encodeMatrixType(name: string, columns: number): Uint8Array {
  const shape = message(bytesField(1, textField(2, 'rows')), bytesField(1, integerField(1, columns)));
  const tensorType = message(integerField(1, ELEMENT_TYPE.float32), bytesField(2, shape));
  return message(textField(1, name), bytesField(2, bytesField(1, tensorType)));
}
