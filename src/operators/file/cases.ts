import type { OperatorCase } from '../case.ts';

export const cases: readonly OperatorCase[] = [
  {
    name: 'rows become records in their order, with the types that the columns show',
    config: { path: 'a.csv', eventTime: 'at' },
    files: { 'a.csv': 'at,hub,parcels,open\n2026-01-05 12:00:01,H1,3,true\n2026-01-05 12:00:00,H2,NA,false\n' },
    inputs: [],
    expect: [
      { at: 1767614401000, hub: 'H1', parcels: 3, open: true },
      { at: 1767614400000, hub: 'H2', parcels: null, open: false },
    ],
  },
  {
    name: 'a row that cannot be read is left out and the others stay',
    config: { path: 'a.csv', eventTime: 'at' },
    files: { 'a.csv': 'at;n\n0;1\nsoon;2\n1;3;4\n2;5\n' },
    inputs: [],
    expect: [
      { at: 0, n: 1 },
      { at: 2000, n: 5 },
    ],
  },
  {
    name: 'JSON lines give the fields of nested objects by their path',
    config: { path: 'a.jsonl', eventTime: 'meta.at', zone: '+01:00' },
    files: { 'a.jsonl': '{"meta":{"at":"2026-01-05 13:00"},"hub":"H1"}\n{"meta":{"at":"2026-01-05 13:01"}}\n' },
    inputs: [],
    expect: [
      { 'meta.at': 1767614400000, hub: 'H1' },
      { 'meta.at': 1767614460000, hub: null },
    ],
  },
  {
    name: 'one JSON list of objects is read as the same objects in lines would be',
    config: { path: 'a.json', eventTime: 'at' },
    files: { 'a.json': '[\n  {"at": "2026-01-05", "n": 1},\n  {"at": "2026-01-06", "n": null}\n]\n' },
    inputs: [],
    expect: [
      { at: 1767571200000, n: 1 },
      { at: 1767657600000, n: null },
    ],
  },
  {
    name: 'rows may arrive when a column says so, and never before the row above',
    config: { path: 'a.csv', eventTime: 'at', arrival: 'seen' },
    files: { 'a.csv': 'at,seen,n\n0,1,1\n2,4,2\n3,3,3\n' },
    inputs: [],
    expect: [{ n: 1 }, { n: 2 }, { n: 3 }],
  },
];
