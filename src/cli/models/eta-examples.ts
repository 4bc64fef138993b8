import { assert } from '../../base/assert.ts';
import { unit } from '../../base/seeded-hash.ts';
import { createEncoder, type Examples, type FeatureSheet, listFlags } from '../../inference/index.ts';
import { DAY_MS } from '../../world/shipfast/calendar.ts';
import { type ExampleTable, listExamples } from '../../world/shipfast/examples.ts';
import { createShipfast, DEFAULT_START_AT } from '../../world/shipfast/shipfast.ts';

/** Days of the worlds that some seeds make. Whole weeks hold every hour and weekday equally often. */
export interface WorldDays {
  readonly seeds: readonly number[];
  /** Days after the default start, a Monday. */
  readonly firstDay: number;
  readonly days: number;
  /** Every how manyth pickup becomes an example. */
  readonly stride: number;
}

/** What a flawless pipeline would have known of these pickups, one table per seed. */
export function readWorlds(days: WorldDays): readonly ExampleTable[] {
  const from = DEFAULT_START_AT + days.firstDay * DAY_MS;
  const range = { from, to: from + days.days * DAY_MS, stride: days.stride };
  return days.seeds.map((seed) =>
    listExamples(createShipfast({ seed, profile: 'meso', startAt: DEFAULT_START_AT }), range),
  );
}

/**
 * Encodes tables as a pipeline would that lacks a part of the features now and
 * then. What goes missing together (it shares a flag) is lost together, in
 * `lostShare` of the rows for each flag: only so can a model learn what to make
 * of a default.
 */
export function encodeExamples(
  tables: readonly ExampleTable[],
  sheet: FeatureSheet,
  lost: { readonly share: number; readonly flags: readonly string[] } = { share: 0, flags: [] },
): Examples {
  const encoder = createEncoder(sheet);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const features = new Float32Array(rows * encoder.inputCount);
  const targets = new Float32Array(rows);
  const flags = listFlags(sheet);
  const values = new Float64Array(sheet.features.length);
  const places = sheet.features.map(({ name, whenMissing }) => ({
    name,
    flag: whenMissing.kind === 'default' && whenMissing.flag !== undefined ? flags.indexOf(whenMissing.flag) : -1,
  }));
  let row = 0;
  for (const table of tables) {
    const columns = places.map(({ name }) => table.names.indexOf(name));
    assert(!columns.includes(-1), 'the world knows every feature of the sheet');
    for (let index = 0; index < table.rows; index++, row++) {
      const isLost = flags.map(
        (flag, number) => lost.flags.includes(flag) && unit(LOSS_SEED, LOSS, row, number) < lost.share,
      );
      places.forEach(({ flag }, place) => {
        const value = table.features[index * table.inputs + (columns[place] ?? 0)] ?? Number.NaN;
        values[place] = isLost[flag] === true ? Number.NaN : value;
      });
      encoder.encodeInto(values, features, row * encoder.inputCount);
      targets[row] = table.targets[index] ?? 0;
    }
  }
  return { inputs: encoder.inputCount, rows, features, targets };
}

/** Names of these draws among all others. */
const LOSS_SEED = 1;
const LOSS = 0x5f04;
