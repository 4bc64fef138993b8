import type { OperatorCase } from '../case.ts';

/** With seed 42 of the default world; a source whose first records change has changed everybody's runs. */
export const cases: readonly OperatorCase[] = [
  {
    name: 'begins with a snapshot of the table, row by row',
    config: {},
    inputs: [],
    expect: [
      { driver: 'D0000', op: 'r', on_time_rate: 0.9099 },
      { driver: 'D0001', op: 'r', on_time_rate: 0.8911 },
    ],
  },
];
