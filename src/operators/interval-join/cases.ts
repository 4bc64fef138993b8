import { type OperatorCase, stream } from '../case.ts';

const left = [
  { name: 'zone', type: 'string' },
  { name: 'parcel', type: 'integer' },
] as const;
const right = [
  { name: 'zone', type: 'string' },
  { name: 'temp_f', type: 'number' },
] as const;

export const cases: readonly OperatorCase[] = [
  {
    name: 'a pair leaves when its second record arrives, for every match within the bounds and of the same key',
    config: { lower: -1000, upper: 500 },
    inputs: [
      stream(left, [20, 2000, 'Z01', 1]),
      stream(
        right,
        [0, 999, 'Z01', 1],
        [1, 1000, 'Z01', 2],
        [2, 1500, 'Z02', 3],
        [30, 2500, 'Z01', 4],
        [31, 2501, 'Z01', 5],
      ),
    ],
    outOfOrderness: 5000,
    expect: [
      { parcel: 1, weather_temp_f: 2 },
      { parcel: 1, weather_temp_f: 4 },
    ],
  },
  {
    name: 'exclusive bounds leave out the records at the bounds',
    config: { lower: -1000, upper: 500, lowerInclusive: false, upperInclusive: false },
    inputs: [
      stream(left, [20, 2000, 'Z01', 1]),
      stream(right, [1, 1000, 'Z01', 2], [2, 1001, 'Z01', 3], [30, 2499, 'Z01', 4], [31, 2500, 'Z01', 5]),
    ],
    outOfOrderness: 5000,
    expect: [
      { parcel: 1, weather_temp_f: 3 },
      { parcel: 1, weather_temp_f: 4 },
    ],
  },
  {
    name: 'a record behind the watermark is neither joined nor kept',
    config: { lower: -10_000, upper: 10_000 },
    inputs: [
      stream(left, [0, 0, 'Z01', 1], [10, 9000, 'Z01', 2], [1000, 8000, 'Z01', 3]),
      stream(right, [5, 9000, 'Z01', 7], [2000, 9500, 'Z01', 8]),
    ],
    expect: [
      { parcel: 1, weather_temp_f: 7 },
      { parcel: 2, weather_temp_f: 7 },
      { parcel: 1, weather_temp_f: 8 },
      { parcel: 2, weather_temp_f: 8 },
    ],
    late: 1,
  },
];
