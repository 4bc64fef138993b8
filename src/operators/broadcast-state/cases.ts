import { type OperatorCase, stream } from '../case.ts';

const records = [{ name: 'driver', type: 'string' }] as const;
const reference = [
  { name: 'driver', type: 'string' },
  { name: 'op', type: 'string' },
  { name: 'on_time_rate', type: 'number' },
] as const;
const config = { take: [{ field: 'on_time_rate', as: 'rate', default: 0.82 }], flag: 'missing', deleteWhen: 'd' };

export const cases: readonly OperatorCase[] = [
  {
    name: 'a record takes the newest entry of its key, and flagged defaults where there is none',
    config,
    inputs: [
      stream(records, [5, 0, 'D1'], [20, 1, 'D1'], [30, 2, 'D2'], [60, 3, 'D1']),
      stream(reference, [10, 0, 'D1', 'r', 0.9], [50, 1, 'D1', 'u', 0.7]),
    ],
    expect: [
      { driver: 'D1', rate: 0.82, missing: true },
      { driver: 'D1', rate: 0.9, missing: false },
      { driver: 'D2', rate: 0.82, missing: true },
      { driver: 'D1', rate: 0.7, missing: false },
    ],
  },
  {
    name: 'a table loaded at start answers before the reference stream has spoken, which then replaces it',
    config: {
      key: 'zone',
      referenceKey: 'key',
      take: [{ field: 'mean', as: 'speed', default: 26 }],
      flag: 'missing',
      preload: 'route-speeds',
    },
    inputs: [
      stream([{ name: 'zone', type: 'string' }], [5, 0, 'Z00'], [10, 1, 'Z99'], [40, 2, 'Z00']),
      stream(
        [
          { name: 'key', type: 'string' },
          { name: 'mean', type: 'number' },
        ],
        [20, 0, 'Z00', 31.5],
      ),
    ],
    expect: [
      { zone: 'Z00', missing: false },
      { zone: 'Z99', speed: 26, missing: true },
      { zone: 'Z00', speed: 31.5, missing: false },
    ],
  },
  {
    name: 'a delete takes the entry away',
    config,
    inputs: [
      stream(records, [20, 0, 'D1'], [60, 1, 'D1']),
      stream(reference, [10, 0, 'D1', 'r', 0.9], [40, 1, 'D1', 'd', null]),
    ],
    expect: [
      { rate: 0.9, missing: false },
      { rate: 0.82, missing: true },
    ],
  },
];
