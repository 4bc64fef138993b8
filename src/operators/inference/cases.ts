import { type OperatorCase, stream } from '../case.ts';

const features = [
  { name: 'status', type: 'string' },
  { name: 'distance', type: 'number' },
  { name: 'far', type: 'boolean' },
] as const;
const config = { model: 'any', features: ['distance'], flags: ['far'] };

export const cases: readonly OperatorCase[] = [
  {
    name: 'only records that ask for a prediction leave, each with its fields',
    config,
    inputs: [
      stream(features, [0, 0, 'PICKED_UP', 3, true], [1, 1, 'DELIVERED', 4, false], [2, 2, 'PICKED_UP', 5, false]),
    ],
    expect: [
      { status: 'PICKED_UP', distance: 3 },
      { status: 'PICKED_UP', distance: 5 },
    ],
  },
  {
    name: 'without a condition every record is scored',
    config: { ...config, when: { field: '', equals: '' } },
    inputs: [stream(features, [0, 0, 'PICKED_UP', 3, true], [1, 1, 'DELIVERED', 4, false])],
    expect: [{ distance: 3 }, { distance: 4 }],
  },
];
