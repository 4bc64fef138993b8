import type { OperatorCase } from '../case.ts';

/** With seed 42 of the default world; a source whose first records change has changed everybody's runs. */
export const cases: readonly OperatorCase[] = [
  {
    name: 'begins with the reports that were there before the run',
    config: {},
    inputs: [],
    expect: [
      { zone: 'Z11', temp_f: 59.8, precip_in: 0 },
      { zone: 'Z20', temp_f: 54.7, precip_in: 0 },
    ],
  },
];
