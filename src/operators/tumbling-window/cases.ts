import { type OperatorCase, stream } from '../case.ts';

const START = 1_767_614_400_000;
const scans = [
  { name: 'zone', type: 'string' },
  { name: 'scan_speed_mph', type: 'number' },
] as const;

export const cases: readonly OperatorCase[] = [
  {
    name: 'a pane holds the records of its key in [start, end) and counts values apart from records',
    config: { size: 1000, aggregates: ['sum', 'mean', 'min', 'max', 'p50', 'p95'] },
    inputs: [
      stream(
        scans,
        [0, 0, 'Z01', 10],
        [1, 500, 'Z02', 7],
        [2, 999, 'Z01', 30],
        [3, 998, 'Z01', null],
        [4, 1000, 'Z01', 20],
      ),
    ],
    expect: [
      {
        key: 'Z01',
        start: START,
        end: START + 1000,
        count: 3,
        nonNull: 2,
        sum: 40,
        mean: 20,
        min: 10,
        max: 30,
        p50: 10,
        p95: 30,
      },
      {
        key: 'Z02',
        start: START,
        end: START + 1000,
        count: 1,
        nonNull: 1,
        sum: 7,
        mean: 7,
        min: 7,
        max: 7,
        p50: 7,
        p95: 7,
      },
      {
        key: 'Z01',
        start: START + 1000,
        end: START + 2000,
        count: 1,
        nonNull: 1,
        sum: 20,
        mean: 20,
        min: 20,
        max: 20,
        p50: 20,
        p95: 20,
      },
    ],
  },
  {
    name: 'a record whose pane has fired is dropped and counted',
    config: { size: 1000, aggregates: ['mean'] },
    inputs: [stream(scans, [0, 100, 'Z01', 1], [10, 2500, 'Z01', 2], [1000, 900, 'Z01', 50])],
    expect: [
      { start: START, count: 1, mean: 1 },
      { start: START + 2000, count: 1, mean: 2 },
    ],
    late: 1,
  },
  {
    name: 'with allowed lateness a pane fires again for each late record, with all it has',
    config: { size: 1000, aggregates: ['mean'], allowedLateness: 5000 },
    inputs: [stream(scans, [0, 100, 'Z01', 1], [10, 2500, 'Z01', 2], [1000, 900, 'Z01', 3])],
    expect: [
      { start: START, count: 1, mean: 1 },
      { start: START, count: 2, mean: 2 },
      { start: START + 2000, count: 1, mean: 2 },
    ],
  },
  {
    name: 'an offset shifts where panes start',
    config: { size: 1000, offset: 250, aggregates: ['mean'] },
    inputs: [stream(scans, [0, 249, 'Z01', 1], [1, 250, 'Z01', 2])],
    expect: [
      { start: START - 750, count: 1 },
      { start: START + 250, count: 1 },
    ],
  },
];
