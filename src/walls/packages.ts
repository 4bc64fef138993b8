/** Packages and browser facilities that only some rooms may know. */
import { isPicture } from './arrows.ts';
import { collectBreaches, isTest, roomOf, type Source } from './source.ts';
import type { Wall } from './wall.ts';

const onPage = /^(app\/|main\.tsx$)/;
const drawing = /^(app\/|main\.tsx$|theme\/|operators\/.*\.tsx$|operators\/views\.ts$)/;

/** Package (or all below it) and the paths under `src` that may import it. What is not listed is open to all. */
const knownTo: readonly { readonly of: RegExp; readonly only: RegExp }[] = [
  { of: /^@xyflow\//, only: /^app\/canvas\// },
  { of: /^onnxruntime-/, only: /^inference\// },
  { of: /^(react|react-dom)(\/|$)/, only: drawing },
  { of: /^d3(-\w+)?$/, only: drawing },
  { of: /^(radix-ui|lucide-react|zustand|highlight\.js|@fontsource.*)(\/|$)/, only: onPage },
  { of: /^node:/, only: /^(cli\/|walls)|\.node\.ts$/ },
];

export const packages: Wall = {
  says: 'React Flow is known to app/canvas alone, ONNX Runtime to inference alone, the page’s packages to what is drawn',
  findBreaches: (sources) =>
    sources.flatMap(({ path, imports }) =>
      imports.flatMap(({ file, specifier, line }) => {
        const rule = file === null ? knownTo.find(({ of }) => of.test(specifier)) : undefined;
        if (rule === undefined || rule.only.test(path)) return [];
        // A test may hold what we read against somebody else's reader.
        if (/^(node:|d3\b)/.test(specifier) && isTestOrItsData(path)) return [];
        return [`${path}:${line} imports ${specifier}, which only ${rule.only.source} may know`];
      }),
    ),
  mustCatch: [
    { 'app/inspector/inspector.tsx': "import { useReactFlow } from '@xyflow/react';" },
    { 'run/predict.ts': "import * as ort from 'onnxruntime-web/wasm';" },
    { 'run/predict.ts': "const ort = await import('onnxruntime-web');" },
    { 'engine/engine.ts': "import { useState } from 'react';" },
    { 'pipeline/store.ts': "import { createStore } from 'zustand/vanilla';" },
    { 'world/log.ts': "import { readFileSync } from 'node:fs';" },
  ],
  mustAllow: [
    { 'app/canvas/canvas.tsx': "import { ReactFlow } from '@xyflow/react'; import '@xyflow/react/dist/style.css';" },
    { 'inference/session.ts': "import * as ort from 'onnxruntime-web/wasm';" },
    { 'operators/filter/StateView.tsx': "import { scaleLinear } from 'd3'; import { memo } from 'react';" },
    { 'world/log.test.ts': "import { readFileSync } from 'node:fs';" },
    { 'engine/engine.ts': "import { reaction } from './react.ts';" },
  ],
};

export const messages: Wall = {
  says: 'postMessage is known to run and inference alone',
  findBreaches: (sources) => sources.flatMap(findMessages),
  mustCatch: [
    { 'app/run-client.ts': 'worker.postMessage({});' },
    { 'engine/engine.ts': "port['postMessage']({});" },
    { 'app/run-client.ts': 'const { postMessage } = worker;' },
  ],
  mustAllow: [
    { 'run/run.worker.ts': 'self.postMessage({});' },
    { 'inference/session.ts': 'port.postMessage({});' },
    { 'app/notes.ts': '// Nothing here calls postMessage.' },
    { 'app/stores/run-store.test.ts': 'const port = { postMessage: () => {} };' },
    { 'app/fixtures/fake-port.ts': 'export const port = { postMessage: () => {} };' },
  ],
};

export const operatorPictures: Wall = {
  says: 'a picture beside an operator knows its own folder, React, d3, zod (to read what came over the wire), frame types and the theme only',
  findBreaches: (sources) =>
    sources
      .filter(({ path }) => /^operators\/[^/]+\/.*\.tsx$/.test(path))
      .flatMap((source) =>
        source.imports
          .filter(({ file, specifier, isTypeOnly }) => !isForPicture(source, file ?? specifier, isTypeOnly))
          .map(({ specifier, line }) => `${source.path}:${line} imports ${specifier}`),
      ),
  mustCatch: [
    { 'operators/filter/StateView.tsx': "import { Join } from '../interval-join/join-picture.tsx';" },
    { 'operators/filter/StateView.tsx': "import { kinds } from '../index.ts';" },
    { 'operators/filter/StateView.tsx': "import { parse } from '../form.ts';" },
    { 'operators/filter/StateView.tsx': "import { useStore } from 'zustand';" },
    { 'operators/filter/StateView.tsx': "import { clamp } from '../../base/clamp.ts';" },
    { 'operators/filter/Inspector.tsx': "import { Slider } from 'radix-ui';" },
  ],
  mustAllow: [
    { 'operators/filter/StateView.tsx': "import type { StateViewProps } from '../state-view.ts';" },
    { 'operators/filter/StateView.tsx': "import { lay } from './lay.ts'; import css from './state-view.module.css';" },
    { 'operators/filter/StateView.tsx': "import { useMemo } from 'react'; import { scaleLinear } from 'd3-scale';" },
    { 'operators/filter/StateView.tsx': "import { markPath } from '../../theme/marks.ts';" },
  ],
};

export const headless: Wall = {
  says: 'what runs without a page imports no component, no style and nothing that only a bundler can give',
  findBreaches: (sources) =>
    sources
      .filter(({ path }) => path.endsWith('.ts') && !drawing.test(path) && !isPicture(path) && !isTest(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter(
            ({ file, query }) => /\.(tsx|css|md)$/.test(file ?? '') || (query !== '' && !path.endsWith('.browser.ts')),
          )
          .map(({ specifier, line }) => `${path}:${line} imports ${specifier}`),
      ),
  mustCatch: [
    { 'operators/filter/index.ts': "import { StateView } from './StateView.tsx';" },
    { 'operators/filter/index.ts': "export type { Props } from './StateView.tsx';" },
    { 'operators/filter/index.ts': "import lesson from './lesson.md?raw';" },
    { 'run/run.ts': "import './run.css';" },
    { 'run/client.ts': "import Run from './run.worker.ts?worker';" },
  ],
  mustAllow: [
    { 'operators/views.ts': "import { StateView } from './filter/StateView.tsx';" },
    { 'app/stores/lessons.ts': "import lesson from '../../operators/filter/lesson.md?raw';" },
    { 'inference/session.browser.ts': "import address from 'onnxruntime-web/ort.wasm?url';" },
  ],
};

function isForPicture(source: Source, target: string, isTypeOnly: boolean): boolean {
  const ownFolder = source.path.split('/').slice(0, 2).join('/');
  if (target.startsWith(`${ownFolder}/`) || roomOf(target) === 'theme') return true;
  if (/^(react(\/.*)?|d3(-\w+)?|zod)$/.test(target)) return true;
  return isTypeOnly && /^(run\/protocol|operators\/[\w-]+|engine\/schema)\.ts$/.test(target);
}

function findMessages(source: Source): readonly string[] {
  if (/^(run|inference)\//.test(source.path) || isTest(source.path)) return [];
  return collectBreaches(source, (report) => ({
    Identifier: (node) => {
      if (node.name === 'postMessage') report(node, 'knows postMessage');
    },
    Literal: (node) => {
      if (node.value === 'postMessage') report(node, 'knows postMessage');
    },
  }));
}

/** Cases are read from files by the tests and by the adapters that the conformance command runs. */
function isTestOrItsData(path: string): boolean {
  return isTest(path) || /(^|[./])conformance\.ts$/.test(path);
}
