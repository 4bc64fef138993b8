/** The project's files as the walls see them: their text, their syntax tree and what they import. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { type ESTree, parseSync, Visitor, type VisitorObject } from 'rolldown/utils';

export interface Source {
  /** Relative to `src`, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Null for what is not a program (styles, lessons). */
  readonly program: ESTree.Program | null;
  readonly imports: readonly Import[];
}

export interface Import {
  readonly specifier: string;
  /** Path relative to `src` (`../x` if outside) of a file of ours; null for a package. */
  readonly file: string | null;
  /** Query after the path, as bundlers use it (`?raw`, `?worker`); empty if there is none. */
  readonly query: string;
  readonly isTypeOnly: boolean;
  readonly line: number;
}

/** Every file under `src`, without the walls themselves: their samples break what they guard. */
export function readSources(): readonly Source[] {
  const root = new URL('../', import.meta.url);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(tsx?|css|md)$/.test(path) && !/^walls[./]/.test(path))
    .sort()
    .map((path) => parseSource(path, readFileSync(new URL(path, root), 'utf8')));
}

export function parseSource(path: string, text: string): Source {
  if (!/\.tsx?$/.test(path)) return { path, text, program: null, imports: [] };
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  return { path, text, program, imports: findImports(path, text, program) };
}

/** First folder of a path, or the file's own name for what lies in `src` itself. */
export function roomOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** Tests, and what is made for them alone (a wall of its own sees to that). */
export function isTest(path: string): boolean {
  return /\.(test|bench)\.tsx?$/.test(path) || isFixture(path);
}

export function isFixture(path: string): boolean {
  return /(^|\/)fixtures\/|\.fixture\.tsx?$/.test(path);
}

/** Walks the program and collects what the visitors report, each with its line. */
export function collectBreaches(
  source: Source,
  visitors: (report: (node: { readonly start: number }, what: string) => void) => VisitorObject,
): readonly string[] {
  const breaches: string[] = [];
  if (source.program === null) return breaches;
  const report = (node: { readonly start: number }, what: string) => {
    breaches.push(`${source.path}:${lineAt(source.text, node.start)} ${what}`);
  };
  new Visitor(visitors(report)).visit(source.program);
  return breaches;
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** Imports, re-exports, `import()` of a fixed name, import types, and files named for a worker by `new URL`. */
function findImports(path: string, text: string, program: ESTree.Program): readonly Import[] {
  const found: Import[] = [];
  const add = (node: { readonly start: number }, specifier: unknown, isTypeOnly: boolean) => {
    if (typeof specifier !== 'string') return;
    const [address = '', query = ''] = specifier.split('?');
    const file = address.startsWith('.') ? posix.join(posix.dirname(path), address) : null;
    found.push({ specifier, file, query, isTypeOnly, line: lineAt(text, node.start) });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node, node.source.value, node.importKind === 'type'),
    ExportAllDeclaration: (node) => add(node, node.source.value, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => add(node, node.source?.value, node.exportKind === 'type'),
    ImportExpression: (node) => add(node, literalOf(node.source), false),
    TSImportType: (node) => add(node, literalOf(node.source), true),
    NewExpression: (node) => {
      const [address, base] = node.arguments;
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'URL' || base?.type !== 'MemberExpression') return;
      const specifier = literalOf(address);
      if (base.object.type === 'MetaProperty' && typeof specifier === 'string' && /\.tsx?$/.test(specifier)) {
        add(node, specifier, false);
      }
    },
  }).visit(program);
  return found;
}

function literalOf(node: ESTree.Node | null | undefined): unknown {
  return node?.type === 'Literal' ? node.value : undefined;
}
