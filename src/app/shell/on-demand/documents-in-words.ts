/** Documents as text, in a file or an address: read and written when somebody asks for it. */
import type { PipelineDocument } from '../../../pipeline/document.ts';
import type { ParsedDocument } from '../../../pipeline/parse-document.ts';
import type { ShareLink } from '../../../pipeline/share-link.ts';

export async function parseDocument(text: string): Promise<ParsedDocument> {
  return (await import('../../../pipeline/parse-document.ts')).parseDocument(text);
}

export async function writeShareLink(document: PipelineDocument): Promise<ShareLink> {
  return (await import('../../../pipeline/share-link.ts')).writeShareLink(document);
}

/** `null`: the address carries no document. */
export async function readAddress(hash: string): Promise<ParsedDocument | null> {
  if (hash === '') return null;
  const { isShareLink, readShareLink } = await import('../../../pipeline/share-link.ts');
  return isShareLink(hash) ? readShareLink(hash) : null;
}
