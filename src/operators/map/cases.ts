import { type OperatorCase, stream } from '../case.ts';

const fields = [
  { name: 'zone', type: 'string' },
  { name: 'weight_lb', type: 'number', unit: 'lb' },
] as const;
const records = stream(fields, [10, 0, 'Z07', 10], [20, 1, 'Z08', null]);

export const cases: readonly OperatorCase[] = [
  {
    name: 'fields are added, and a missing value stays missing',
    config: {
      fields: [
        { name: 'double', expression: 'weight_lb * 2' },
        { name: 'label', expression: 'zone + "/" + if(weight_lb > 5, "heavy", "light")' },
        { name: 'known', expression: 'not isMissing(weight_lb)' },
      ],
    },
    inputs: [records],
    expect: [
      { zone: 'Z07', weight_lb: 10, double: 20, label: 'Z07/heavy', known: true },
      { zone: 'Z08', weight_lb: null, double: null, label: 'Z08/light', known: false },
    ],
  },
  {
    name: 'a replaced field may change its type, and the others see what arrived',
    config: {
      fields: [
        { name: 'weight_lb', expression: 'coalesce(weight_lb, 0) > 5' },
        { name: 'before', expression: 'weight_lb' },
      ],
    },
    inputs: [records],
    expect: [
      { zone: 'Z07', weight_lb: true, before: 10 },
      { zone: 'Z08', weight_lb: false, before: null },
    ],
  },
  {
    name: 'without computed fields records pass as they are',
    config: {},
    inputs: [records],
    expect: [
      { zone: 'Z07', weight_lb: 10 },
      { zone: 'Z08', weight_lb: null },
    ],
  },
];
