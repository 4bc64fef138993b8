import { type OperatorCase, stream } from '../case.ts';

const records = [
  { name: 'zone', type: 'string' },
  { name: 'parcel', type: 'integer' },
] as const;
const reports = [
  { name: 'zone', type: 'string' },
  { name: 'temp_f', type: 'number' },
] as const;
const config = { take: [{ field: 'temp_f', as: 'temp', default: 46 }], flag: 'missing', maxAgeMs: 60_000 };

export const cases: readonly OperatorCase[] = [
  {
    name: 'a record takes the newest observation at or before its own event time, not the newest to arrive',
    config,
    inputs: [
      stream(records, [50, 1500, 'Z01', 1], [60, 3000, 'Z01', 2], [70, 999, 'Z01', 3]),
      stream(reports, [10, 1000, 'Z01', 40], [20, 2000, 'Z01', 50], [30, 0, 'Z01', 30]),
    ],
    expect: [
      { parcel: 1, temp: 40, missing: false },
      { parcel: 2, temp: 50, missing: false },
      { parcel: 3, temp: 30, missing: false },
    ],
  },
  {
    name: 'a record without an observation leaves with the first that fits, or with flagged defaults after a second',
    config,
    inputs: [
      stream(records, [10, 500, 'Z01', 1], [20, 500, 'Z02', 2]),
      stream(reports, [400, 100, 'Z01', 40], [2000, 2000, 'Z03', 1]),
    ],
    expect: [
      { parcel: 1, temp: 40, missing: false },
      { parcel: 2, temp: 46, missing: true },
    ],
  },
  {
    name: 'an observation that is too old does not count',
    config: { ...config, waitMs: 0 },
    inputs: [stream(records, [50, 60_500, 'Z01', 1], [60, 60_501, 'Z01', 2]), stream(reports, [10, 500, 'Z01', 40])],
    expect: [
      { parcel: 1, temp: 40, missing: false },
      { parcel: 2, temp: 46, missing: true },
    ],
  },
];
