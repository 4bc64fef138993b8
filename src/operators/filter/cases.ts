import { type OperatorCase, stream } from '../case.ts';

const fields = [
  { name: 'status', type: 'string' },
  { name: 'weight_lb', type: 'number' },
] as const;
const records = stream(
  fields,
  [10, 0, 'PICKED_UP', 12],
  [20, 1, 'SCANNED', 70],
  [30, 2, 'PICKED_UP', 55],
  [40, 3, 'PICKED_UP', null],
);

export const cases: readonly OperatorCase[] = [
  {
    name: 'records that meet the condition pass as they are, in their order',
    config: { condition: 'status == "PICKED_UP"' },
    inputs: [records],
    expect: [
      { status: 'PICKED_UP', weight_lb: 12 },
      { status: 'PICKED_UP', weight_lb: 55 },
      { status: 'PICKED_UP', weight_lb: null },
    ],
  },
  {
    name: 'a record whose condition is missing does not pass',
    config: { condition: 'weight_lb > 50 or weight_lb <= 50' },
    inputs: [records],
    expect: [{ weight_lb: 12 }, { weight_lb: 70 }, { weight_lb: 55 }],
  },
  {
    name: 'a missing value can be asked for',
    config: { condition: 'isMissing(weight_lb)' },
    inputs: [records],
    expect: [{ status: 'PICKED_UP', weight_lb: null }],
  },
];
