/** A document in an address: its JSON, deflated (RFC 1951), as base64url behind `#pipeline=`. */
import type { Problem } from '../base/problem.ts';
import { base64UrlToBytes, bytesToBase64Url } from './base64-url.ts';
import type { PipelineDocument } from './document.ts';
import { DOCUMENT_TEXT_LIMIT_CHARS } from './json-text.ts';
import { type ParsedDocument, parseDocument } from './parse-document.ts';

/** Safari opens addresses up to about 80,000 characters, other browsers more; some messengers cut far shorter ones. */
export const SHARE_LINK_LIMIT_CHARS = 64_000;

const PREFIX = '#pipeline=';

export type ShareLink =
  | { readonly kind: 'link'; readonly hash: string }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** The hash of an address, `#` included. The whole document is in it, notes and interventions too. */
export async function writeShareLink(document: PipelineDocument): Promise<ShareLink> {
  const text = new TextEncoder().encode(JSON.stringify(document));
  const packed = await pass(text, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY);
  const hash = `${PREFIX}${bytesToBase64Url(packed)}`;
  if (hash.length <= SHARE_LINK_LIMIT_CHARS) return { kind: 'link', hash };
  const message = `Its link would have ${hash.length} characters; addresses up to ${SHARE_LINK_LIMIT_CHARS} work everywhere.`;
  return {
    kind: 'problem',
    problem: { where: 'document', field: '', message, hint: 'Save it as a file instead, or shorten its notes.' },
  };
}

export function isShareLink(hash: string): boolean {
  return hash.startsWith(PREFIX);
}

/** Reads what `writeShareLink` wrote, in whatever version of the document; `document` is `null` if it cannot be read. */
export async function readShareLink(hash: string): Promise<ParsedDocument> {
  if (!isShareLink(hash))
    return unreadable('It carries no pipeline.', `A link to a pipeline has ${PREFIX}… at its end.`);
  const packed = base64UrlToBytes(hash.slice(PREFIX.length));
  if (packed === null || packed.length === 0)
    return unreadable('It has characters that no link has, or was cut.', COPY_AGAIN);
  const text = await inflate(packed);
  return text === null ? unreadable('It was cut or changed on its way.', COPY_AGAIN) : parseDocument(text);
}

const COPY_AGAIN = 'Copy the whole link again; some programs cut long ones.';

async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<string | null> {
  try {
    const bytes = await pass(packed, new DecompressionStream('deflate-raw'), DOCUMENT_TEXT_LIMIT_CHARS);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Streams and decoders tell apart more ways of being broken than a person can act on.
    return null;
  }
}

/** What runs `bytes` through a stream gives; throws beyond `limit` bytes, for a short link can unpack to gigabytes. */
async function pass(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const output: ReadableStream<Uint8Array> = new Blob([bytes]).stream().pipeThrough(through);
  const reader = output.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new RangeError('too long');
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function unreadable(message: string, hint: string): ParsedDocument {
  return { document: null, problems: [{ where: 'link', field: '', message, hint }] };
}
