import { describe, expect, it } from 'vitest';
import { type FeatureSheet, listFlags, listInputs } from '../../inference/index.ts';
import { broadcastStateConfig } from '../../operators/broadcast-state/spec.ts';
import { inferenceConfig } from '../../operators/inference/spec.ts';
import { latestValueConfig } from '../../operators/latest-value/spec.ts';
import { shipfast } from '../../pipeline/presets/shipfast.ts';
import { ETA_SHEET } from './eta-sheet.ts';

/** The defaults of one flag in the sheet, by feature. */
function defaultsOf(sheet: FeatureSheet, flag: string): Readonly<Record<string, number>> {
  const defaults: Record<string, number> = {};
  for (const { name, whenMissing } of sheet.features) {
    if (whenMissing.kind === 'default' && whenMissing.flag === flag) defaults[name] = whenMissing.value;
  }
  return defaults;
}

interface Serving {
  readonly flag: string;
  readonly take: readonly { readonly as: string; readonly default: number }[];
}

const servedDefaults = ({ take }: Serving) => Object.fromEntries(take.map((field) => [field.as, field.default]));

describe('the sheet of eta-v1 and preset shipfast', () => {
  const config = (id: string) => shipfast.nodes.find((node) => node.id === id)?.config ?? {};
  const serving: readonly { node: string; config: Serving }[] = [
    { node: 'enrich', config: broadcastStateConfig.parse(config('enrich')) },
    { node: 'join', config: latestValueConfig.parse(config('join')) },
    { node: 'speeds', config: broadcastStateConfig.parse(config('speeds')) },
  ];

  it.each(serving)('agree on every default and the flag of node $node', ({ config: served }) => {
    expect(servedDefaults(served)).toEqual(defaultsOf(ETA_SHEET, served.flag));
  });

  it('agree on the features, the flags and their order', () => {
    const { features, flags } = inferenceConfig.parse(config('infer'));
    expect([...features, ...flags]).toEqual(listInputs(ETA_SHEET));
    expect(serving.map(({ config: served }) => served.flag).sort()).toEqual([...listFlags(ETA_SHEET)].sort());
  });
});
