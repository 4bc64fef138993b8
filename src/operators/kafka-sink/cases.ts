import { type OperatorCase, stream } from '../case.ts';

const records = [{ name: 'parcel', type: 'integer' }] as const;
const three = stream(records, [0, 0, 1], [10, 1, 2], [20, 2, 3]);

export const cases: readonly OperatorCase[] = (['exactly-once', 'at-least-once', 'none'] as const).map((guarantee) => ({
  name: `${guarantee}: at the end of its input every record is in the topic and visible to a reader that waits for commits`,
  config: { guarantee },
  inputs: [three],
  expect: [{ parcel: 1 }, { parcel: 2 }, { parcel: 3 }],
}));
