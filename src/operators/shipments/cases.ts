import type { OperatorCase } from '../case.ts';

/** With seed 42 of the default world; a source whose first records change has changed everybody's runs. */
export const cases: readonly OperatorCase[] = [
  {
    name: 'reads the split whose next scan arrived first',
    config: {},
    inputs: [],
    expect: [
      { status: 'HUB_SCAN', zone: 'Z00', hub: 'H00', driver: 'D1718' },
      { status: 'HUB_SCAN', zone: 'Z15', hub: 'H03', driver: 'D1728' },
    ],
  },
];
