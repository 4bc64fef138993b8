/** Pipelines that are there by name, for the page's first visit, the terminal and the tests. */
import { type PipelineDocument, documentSchema } from '../document.ts';
import { fileWindow } from './file-window.ts';
import { intervalJoin } from './interval-join.ts';
import { shipfast } from './shipfast.ts';

export interface Preset {
  readonly name: string;
  readonly document: PipelineDocument;
}

export const presets: readonly Preset[] = [
  { name: 'shipfast', document: documentSchema.parse(shipfast) },
  { name: 'file-window', document: documentSchema.parse(fileWindow) },
  { name: 'interval-join', document: documentSchema.parse(intervalJoin) },
];

export function findPreset(name: string): PipelineDocument | undefined {
  return presets.find((preset) => preset.name === name)?.document;
}
