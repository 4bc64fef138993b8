import type { OperatorCase } from '../case.ts';

/** With seed 42 of the default world; a source whose first records change has changed everybody's runs. */
export const cases: readonly OperatorCase[] = [
  {
    name: 'tells how long deliveries took that began hours before',
    config: {},
    inputs: [],
    expect: [
      { zone: 'Z05', delivered_minutes: 284.41 },
      { zone: 'Z12', delivered_minutes: 249.18 },
    ],
  },
];
