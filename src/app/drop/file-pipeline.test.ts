import { expect, it } from 'vitest';
import { operatorKinds } from '../../operators/index.ts';
import { previewFile } from '../../operators/file/file-preview.ts';
import { findPreset } from '../../pipeline/presets/index.ts';
import { validate } from '../../pipeline/validate.ts';
import { filePipeline } from './file-pipeline.ts';

const preset = findPreset('file-window') ?? expect.fail('there is no preset file-window');

function opened(text: string) {
  const bytes = new TextEncoder().encode(text);
  const document = filePipeline(preset, 'mine.csv', previewFile(bytes, 'auto'));
  const { problems } = validate(document, operatorKinds, (name) => (name === 'mine.csv' ? bytes : undefined));
  const configOf = (id: string) => document.nodes.find((node) => node.id === id)?.config;
  return { file: configOf('file'), window: configOf('window'), problems };
}

it('opens a table as a pipeline that runs: its time, its first text as key, its first number as value', () => {
  const { file, window, problems } = opened(
    'delay,origin,when\n3,SEA,2026-01-05T12:00:00Z\n4,SFO,2026-01-05T12:00:30Z\n',
  );
  expect(file).toEqual({ path: 'mine.csv', eventTime: 'when', outOfOrderness: 10_000 });
  expect(window).toEqual({ key: 'origin', value: 'delay', size: 600_000 });
  expect(problems).toEqual([]);
});

it('takes windows and a bound that fit the first rows', () => {
  const { file, window } = opened('day,n\n2026-01-02,1\n2026-01-01,2\n2026-01-03,3\n2026-01-04,4\n');
  expect(file).toMatchObject({ outOfOrderness: 86_400_000 });
  expect(window).toMatchObject({ size: 7 * 86_400_000 });
});

it('leaves open what no column answers, for the user to say', () => {
  const { file, problems } = opened('a,b\nx,1\ny,2\n');
  expect(file).toMatchObject({ path: 'mine.csv', eventTime: '' });
  expect(problems.map(({ where, field }) => `${where} ${field}`)).toContain('file eventTime');
});

it('gives what is no table its name, so that the file source refuses it in words', () => {
  const { problems } = opened('\u0000\u0001\u0002');
  expect(problems.some(({ where }) => where === 'file')).toBe(true);
});
