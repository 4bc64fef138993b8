import { z } from 'zod';
import type { FeatureSheet } from '../feature-sheet.ts';
import { METADATA_FIELD } from './encode-model.ts';
import { readFields } from './protobuf-reader.ts';

/**
 * What a model file says about itself: its version and the sheet of its
 * features. It lies inside the file, so a model cannot be served with the
 * features of another one.
 */
export interface ModelSignature {
  readonly version: string;
  readonly sheet: FeatureSheet;
}

/** The metadata to write into the file. */
export function signModel(signature: ModelSignature): Readonly<Record<string, string>> {
  return {
    [VERSION_KEY]: signature.version,
    [SHEET_KEY]: JSON.stringify(signature.sheet),
  };
}

/**
 * Reads the signature of a model file. A model made elsewhere carries none,
 * which is no fault; bytes that are no protobuf at all are.
 */
export function readSignature(model: Uint8Array): SignatureReading {
  const fields = readFields(model);
  if (fields === undefined || !fields.some((field) => field.number === GRAPH_FIELD)) {
    return { kind: 'not-onnx' };
  }
  const metadata = new Map<string, string>();
  for (const field of fields) {
    if (field.number !== METADATA_FIELD) continue;
    const entry = readFields(field.bytes) ?? [];
    const text = (number: number) => new TextDecoder().decode(entry.find((part) => part.number === number)?.bytes);
    metadata.set(text(1), text(2));
  }
  const version = metadata.get(VERSION_KEY);
  const sheet = metadata.get(SHEET_KEY);
  if (version === undefined || sheet === undefined) return { kind: 'unsigned' };
  const parsed = sheetSchema.safeParse(parseJson(sheet));
  if (!parsed.success) return { kind: 'unreadable', why: z.prettifyError(parsed.error) };
  return { kind: 'signed', signature: { version, sheet: parsed.data } };
}

export type SignatureReading =
  | { readonly kind: 'signed'; readonly signature: ModelSignature }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'not-onnx' };

const VERSION_KEY = 'tidemark.version';
const SHEET_KEY = 'tidemark.features';

/** The field of a ModelProto that holds the graph; a file without it is no model. */
const GRAPH_FIELD = 7;

const whenMissingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refuse') }),
  z.object({ kind: z.literal('default'), value: z.number(), flag: z.string().exactOptional() }),
]);

const sheetSchema = z.object({
  features: z.array(z.object({ name: z.string(), unit: z.string(), whenMissing: whenMissingSchema })),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
