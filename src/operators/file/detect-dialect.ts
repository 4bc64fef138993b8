/** What kind of file this is, judged by its content: binary, CSV with which delimiter, JSON lines or one JSON list. */
import type { DecodedText } from './decode-bytes.ts';
import { CsvReader } from './read-csv.ts';
import { parseJson } from './read-json.ts';

export type FileFormat = 'auto' | 'csv' | 'jsonl';

const delimiters = [',', ';', '\t', '|'] as const;
const SAMPLE_CHARACTERS = 65_536;
const SAMPLE_ROWS = 100;

/** Why the file is no table, in words; null if nothing speaks against it. */
export function whyNoTable(bytes: Uint8Array, { text }: DecodedText): string | null {
  if (bytes.length === 0) return 'is empty';
  const known = signatures.find(({ begins }) => begins.every((byte, i) => bytes[i] === byte));
  if (known !== undefined) return `is ${known.name}, not text`;
  if (text.trim() === '') return 'holds nothing but empty lines';
  if (/^\s*\[\s*\[/.test(text.slice(0, 1000)))
    return 'is a JSON list of lists; its rows must be objects that name their fields';
  if (/^\s*\[\s*\]\s*$/.test(text.slice(0, 1000))) return 'is a JSON list without elements';
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const strange = sample.match(STRANGE)?.length ?? 0;
  // A few strange characters make bad rows; a file full of them is something else.
  const share = strange / sample.length;
  if (share > 0.3 || (share > 0.1 && sample.length > 1000))
    return 'is binary, or text in another encoding than UTF-8 and UTF-16';
  return null;
}

/** Why a first row is no header; null if it can be one. Control characters and the like never stand in names. */
export function whyNoHeader(names: readonly string[]): string | null {
  const strange = names.findIndex((name) => name.match(STRANGE) !== null);
  return strange < 0 ? null : `column ${strange + 1} of its first row has characters that no name has`;
}

export function detectFormat(format: FileFormat, text: string): 'csv' | 'jsonl' | 'json-list' {
  if (format !== 'csv' && /^\s*\[\s*\{/.test(text)) return 'json-list';
  if (format !== 'auto') return format;
  const start = /\S/.exec(text)?.index ?? 0;
  if (text[start] !== '{') return 'csv';
  const end = text.slice(start).search(/[\r\n]/);
  const first = parseJson(end < 0 ? text.slice(start) : text.slice(start, start + end));
  // A bad first line does not make a CSV: a header that begins with a brace and a quote is not one.
  return typeof first === 'object' || /^\{\s*("|$)/.test(text.slice(start, start + 100)) ? 'jsonl' : 'csv';
}

/**
 * The delimiter by which most rows have as many fields as the header, and more than one; of equals the one that
 * makes more fields. A comma where none does: the table has one column.
 */
export function detectDelimiter(text: string): string {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  let best = { delimiter: ',', agreeing: -1, columns: 1 };
  for (const delimiter of delimiters) {
    const { agreeing, columns } = tryDelimiter(sample, delimiter);
    if (columns < 2) continue;
    if (agreeing > best.agreeing || (agreeing === best.agreeing && columns > best.columns))
      best = { delimiter, agreeing, columns };
  }
  return best.delimiter;
}

function tryDelimiter(sample: string, delimiter: string): { readonly agreeing: number; readonly columns: number } {
  const reader = new CsvReader(sample, delimiter);
  const columns = reader.next()?.fields.length ?? 0;
  let agreeing = 0;
  for (let i = 0; i < SAMPLE_ROWS; i++) {
    const row = reader.next();
    if (row === null) break;
    if (row.fault === null && row.fields.length === columns) agreeing++;
  }
  return { agreeing, columns };
}

/** Control characters but white space, and what the decoder puts for bytes that mean nothing. */
const STRANGE = /(?![\t\n\f\r\u0085])[\p{Cc}\p{Cs}]/gu;

const signatures: readonly { readonly name: string; readonly begins: readonly number[] }[] = [
  { name: 'a PNG picture', begins: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a JPEG picture', begins: [0xff, 0xd8, 0xff] },
  { name: 'a GIF picture', begins: [0x47, 0x49, 0x46, 0x38] },
  { name: 'a zip archive (or a spreadsheet)', begins: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'compressed with gzip', begins: [0x1f, 0x8b] },
  { name: 'a 7z archive', begins: [0x37, 0x7a, 0xbc, 0xaf] },
  { name: 'a PDF', begins: [0x25, 0x50, 0x44, 0x46] },
  { name: 'a Parquet file', begins: [0x50, 0x41, 0x52, 0x31] },
  { name: 'an Arrow file', begins: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31] },
];
