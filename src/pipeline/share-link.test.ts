import { describe, expect, it } from 'vitest';
import { base64UrlToBytes, bytesToBase64Url } from './base64-url.ts';
import { setNotes } from './edits/config.ts';
import { SAMPLE_JSON, sampleDocument } from './sample-kinds.ts';
import { readShareLink, SHARE_LINK_LIMIT_CHARS, writeShareLink } from './share-link.ts';

const sample = sampleDocument({
  ...SAMPLE_JSON,
  notes: 'Zürich → 東京 🚚',
  interventions: [{ kind: 'kill', target: 'tm-1', at: 180_000_000 }],
});

async function hashOf(document: typeof sample): Promise<string> {
  const link = await writeShareLink(document);
  if (link.kind === 'problem') throw new Error(link.problem.message);
  return link.hash;
}

/** A link made as `writeShareLink` makes one, of any text. */
async function linkTo(text: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return `#pipeline=${bytesToBase64Url(new Uint8Array(await new Response(packed).arrayBuffer()))}`;
}

describe('a share link', () => {
  it('carries the whole document there and back', async () => {
    expect(await readShareLink(await hashOf(sample))).toEqual({ document: sample, problems: [] });
  });

  it('has only characters that no program changes, and is shorter than the document', async () => {
    const hash = await hashOf(sample);
    expect(hash).toMatch(/^#pipeline=[A-Za-z0-9_-]+$/);
    expect(hash.length).toBeLessThan(JSON.stringify(sample).length);
  });

  it('is refused when it would be too long, in words that say what to do', async () => {
    let noise = '';
    for (let n = 1; noise.length < 19_900; n = (n * 48_271) % 2_147_483_647)
      noise += String.fromCharCode(0x4e00 + (n % 20_000));
    const long = setNotes(sample, noise).document;
    const doubled = {
      ...long,
      nodes: long.nodes.map((node) => ({
        ...node,
        config: { ...node.config, remark: reversed(noise, node.id.length) },
      })),
    };
    const link = await writeShareLink(doubled);
    expect(link).toMatchObject({ kind: 'problem', problem: { hint: expect.stringContaining('file') } });
    expect(link.kind === 'problem' && link.problem.message).toContain(String(SHARE_LINK_LIMIT_CHARS));
  });

  it('reports what it cannot read', async () => {
    const hash = await hashOf(sample);
    const broken: readonly [string, RegExp][] = [
      ['', /carries no pipeline/],
      ['#lesson=watermarks', /carries no pipeline/],
      ['#pipeline=', /cut/],
      [`${hash}=`, /characters that no link has/],
      [hash.replace(/.{8}$/, '…'), /characters that no link has/],
      [hash.slice(0, -20), /cut/],
      [hash.slice(0, 60), /cut/],
      [await linkTo(new Uint8Array([0xff, 0xfe, 0x80])), /changed/],
      [await linkTo('{"version":'), /not valid JSON/],
      [await linkTo('{"version":99}'), /newer/],
    ];
    for (const [link, message] of broken) {
      const { document, problems } = await readShareLink(link);
      expect(document, link).toBeNull();
      expect(problems[0]?.message, link).toMatch(message);
    }
  });

  it('does not unpack a link without end', async () => {
    const { document, problems } = await readShareLink(await linkTo(' '.repeat(8_000_000)));
    expect(document).toBeNull();
    expect(problems).toHaveLength(1);
  });

  it('reports unknown fields instead of dropping them', async () => {
    const { document, problems } = await readShareLink(await linkTo(JSON.stringify({ ...SAMPLE_JSON, colour: 'red' })));
    expect(document).not.toBeNull();
    expect(problems).toMatchObject([{ where: 'document', field: 'colour' }]);
  });
});

describe('base64url', () => {
  it.each([0, 1, 2, 3, 4, 255])('carries %i bytes there and back', (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + 251) % 256);
    expect(base64UrlToBytes(bytesToBase64Url(bytes))).toEqual(bytes);
  });

  it.each(['a', 'ab+c', 'ab/c', 'ab=', 'ä'])('refuses %s', (text) => {
    expect(base64UrlToBytes(text)).toBeNull();
  });
});

function reversed(text: string, by: number): string {
  return [...text]
    .reverse()
    .map((character) => String.fromCharCode(character.charCodeAt(0) + by))
    .join('');
}
