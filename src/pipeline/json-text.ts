/** Reads JSON from people: what is wrong is a Problem that says where in the text. */
import type { Problem } from '../base/problem.ts';

/** Text beyond this is refused unread; the largest sensible document is a hundredth of it. */
export const DOCUMENT_TEXT_LIMIT_CHARS = 4_000_000;

export type JsonText =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: Problem };

export function parseJson(text: string, where: string): JsonText {
  if (text.length > DOCUMENT_TEXT_LIMIT_CHARS) {
    const message = `It has ${text.length} characters; at most ${DOCUMENT_TEXT_LIMIT_CHARS} are read.`;
    return { kind: 'problem', problem: { where, field: '', message, hint: 'Check that this is a pipeline document.' } };
  }
  try {
    // A byte order mark is no part of the text, and JSON.parse refuses it.
    const value: unknown = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
    return { kind: 'json', value };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = text.trim() === '' ? 'It is empty.' : `It is not valid JSON: ${withLine(text, reason)}.`;
    return {
      kind: 'problem',
      problem: {
        where,
        field: '',
        message,
        hint: 'A pipeline document is a JSON object { "version": 1, "nodes": […], "edges": […] }.',
      },
    };
  }
}

/** JavaScript engines that name a place count characters; people count lines. */
function withLine(text: string, reason: string): string {
  const position = /at position (\d+)/.exec(reason)?.[1];
  if (position === undefined) return reason;
  const before = text.slice(0, Number(position)).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  return `${reason.replace(/ in JSON at position \d+.*$/, '')} (${place})`;
}
