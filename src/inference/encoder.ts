import type { Problem } from '../base/problem.ts';
import { type FeatureSheet, listFlags, listInputs } from './feature-sheet.ts';

/**
 * Turns feature values into a model's input row. Missing values (`NaN`,
 * `undefined`, `null`) become the sheet's defaults and raise its flags.
 */
export function createEncoder(sheet: FeatureSheet): Encoder {
  const inputNames = listInputs(sheet);
  const features = sheet.features;
  const flags = listFlags(sheet);
  const defaults = features.map(({ whenMissing }) => (whenMissing.kind === 'default' ? whenMissing.value : Number.NaN));
  const flagColumns = features.map(({ whenMissing }) =>
    whenMissing.kind === 'default' && whenMissing.flag !== undefined
      ? features.length + flags.indexOf(whenMissing.flag)
      : NO_FLAG,
  );

  function encodeInto(values: ArrayLike<number>, row: Float32Array, offset: number): number {
    for (let column = features.length; column < inputNames.length; column++) {
      const given = values[column] ?? 0;
      row[offset + column] = given === 0 || Number.isNaN(given) ? 0 : 1;
    }
    for (let index = 0; index < features.length; index++) {
      let value = values[index] ?? Number.NaN;
      if (Number.isNaN(value)) {
        value = defaults[index] ?? Number.NaN;
        if (Number.isNaN(value)) return index;
        const flag = flagColumns[index] ?? NO_FLAG;
        if (flag !== NO_FLAG) row[offset + flag] = 1;
      }
      row[offset + index] = value;
    }
    return NOTHING_MISSING;
  }

  function encode(values: FeatureValues): EncodedRow {
    const row = new Float32Array(inputNames.length);
    const ordered = inputNames.map((name) => values[name] ?? Number.NaN);
    const missing = features[encodeInto(ordered, row, 0)];
    if (missing === undefined) return { kind: 'row', row };
    return {
      kind: 'problem',
      problem: {
        where: 'features',
        field: missing.name,
        message: `${missing.name} is missing, and nothing can stand in for it.`,
        hint: 'Set such records aside before the model, or fill the field upstream.',
      },
    };
  }

  return { sheet, inputNames, inputCount: inputNames.length, encodeInto, encode };
}

export interface Encoder {
  readonly sheet: FeatureSheet;
  readonly inputNames: readonly string[];
  readonly inputCount: number;
  /**
   * Writes the row at `offset`, taking values in the order of `inputNames`.
   * Flags may be left out; one that is given and not zero stays up, for a value
   * that something upstream has already replaced. Returns {@link NOTHING_MISSING}, or the index of the first feature
   * that is missing and must not be; the row is then worthless.
   */
  encodeInto(values: ArrayLike<number>, row: Float32Array, offset: number): number;
  encode(values: FeatureValues): EncodedRow;
}

export type FeatureValues = Readonly<Record<string, number | null | undefined>>;

export type EncodedRow =
  | { readonly kind: 'row'; readonly row: Float32Array }
  | { readonly kind: 'problem'; readonly problem: Problem };

export const NOTHING_MISSING = -1;

const NO_FLAG = -1;
