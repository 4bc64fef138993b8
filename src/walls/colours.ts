/** All colours stand in `theme/tokens.css`: a second theme is one more block there. */
import type { ESTree } from 'rolldown/utils';
import { collectBreaches, isTest, roomOf, type Source } from './source.ts';
import type { Wall } from './wall.ts';

const hex = '#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![\\w-])';
const functions = '\\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\\(\\s*[\\d.]';
const names =
  'black|white|gr[ae]y|silver|red|maroon|orange|gold|yellow|olive|lime|green|teal|aqua|cyan|blue|navy|purple|violet|indigo|magenta|fuchsia|pink|brown|beige|tomato|salmon|coral|crimson';

const written = new RegExp(`${functions}|${hex}`, 'i');
const wholeColour = new RegExp(`^\\s*(?:${names}|(?:light|dark|medium)(?:${names}))\\s*$`, 'i');
const namedInStyle = new RegExp(`(?<![\\w-])(?:${names})(?![\\w-])`, 'i');

/** A property and its value; what stands before a brace is a selector. */
const declaration = /[\w-]+\s*:\s*([^;{}]+)(?=[;}])/g;

const takesColour =
  /^(fill|stroke|color|background|backgroundColor|borderColor|stopColor|floodColor|fillStyle|strokeStyle|shadowColor|outlineColor)$/;

export const colours: Wall = {
  says: 'no raw colour stands outside the theme',
  findBreaches: (sources) =>
    sources
      .filter(({ path }) => roomOf(path) !== 'theme' && !isTest(path))
      .flatMap((source) => (source.path.endsWith('.css') ? findInStyle(source) : findInProgram(source))),
  mustCatch: [
    { 'app/card.module.css': '.card { color: #14213d; }' },
    { 'app/card.module.css': '.card { box-shadow: 0 1px 2px #0002; }' },
    { 'app/card.module.css': '.card { background: rgb(20 33 61 / 0.1); }' },
    { 'app/card.module.css': '.card {\n  border: 1px solid white;\n}' },
    { 'app/card.tsx': "const ink = '#14213D';" },
    { 'app/card.tsx': 'const shade = `rgba(0, 0, 0, ${share})`;' },
    { 'app/card.tsx': 'const shade = `1px solid #ccc`;' },
    { 'app/card.tsx': 'const card = <rect fill="white" />;' },
    { 'app/card.tsx': "const card = <rect style={{ fill: 'black' }} />;" },
    { 'app/draw.ts': "context.fillStyle = 'red';" },
    { 'operators/filter/StateView.tsx': 'const mark = <path stroke="#0b7a75" />;' },
  ],
  mustAllow: [
    { 'theme/tokens.css': ':root { --ink: #14213d; }' },
    {
      'app/card.module.css':
        '.white { color: var(--ink); white-space: nowrap; fill: none; } #add .tab-red { margin: 0; }',
    },
    { 'app/card.module.css': '.card { background: color-mix(in srgb, var(--ink) 10%, transparent); } /* not #fff */' },
    { 'app/card.tsx': 'const card = <rect fill="var(--ink)" stroke="none" id="red" />;' },
    { 'app/route.ts': "const place = '#build/hub-7'; const which = 'orange';" },
    { 'app/draw.ts': 'context.fillStyle = tokens.ink;' },
    { 'app/draw.test.ts': "expect(fill).toBe('#14213d');" },
  ],
};

function findInStyle({ path, text }: Source): readonly string[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  return [...bare.matchAll(declaration)].flatMap(({ 0: whole, 1: value = '', index }) => {
    if (!written.test(value) && !namedInStyle.test(value)) return [];
    return [`${path}:${bare.slice(0, index).split('\n').length} has a raw colour: ${whole}`];
  });
}

function findInProgram(source: Source): readonly string[] {
  return collectBreaches(source, (report) => {
    const checkNamed = (name: string, value: ESTree.Node | null) => {
      if (value?.type !== 'Literal' || typeof value.value !== 'string' || !takesColour.test(name)) return;
      if (wholeColour.test(value.value)) report(value, `has a raw colour: ${value.value}`);
    };
    const checkWritten = (node: { readonly start: number }, text: string) => {
      if (written.test(text)) report(node, `has a raw colour: ${text}`);
    };
    return {
      Literal: (node) => {
        if (typeof node.value === 'string') checkWritten(node, node.value);
      },
      TemplateElement: (node) =>
        checkWritten(node, node.value.raw.endsWith('(') ? `${node.value.raw}0` : node.value.raw),
      JSXAttribute: (node) => checkNamed(node.name.type === 'JSXIdentifier' ? node.name.name : '', node.value),
      Property: (node) => checkNamed(node.key.type === 'Identifier' ? node.key.name : '', node.value),
      AssignmentExpression: (node) => {
        if (node.left.type === 'MemberExpression' && node.left.property.type === 'Identifier') {
          checkNamed(node.left.property.name, node.right);
        }
      },
    };
  });
}
