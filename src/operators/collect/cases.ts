import { type OperatorCase, stream } from '../case.ts';

const records = [{ name: 'parcel', type: 'integer' }] as const;
const three = stream(records, [0, 0, 1], [10, 1, 2], [20, 2, 3]);

export const cases: readonly OperatorCase[] = [
  {
    name: 'every record is appended in the order of its arrival',
    config: {},
    inputs: [three],
    expect: [{ parcel: 1 }, { parcel: 2 }, { parcel: 3 }],
  },
];
