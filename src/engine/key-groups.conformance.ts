import { z } from 'zod';
import { caseFields, caseRunner, type Disagreement, expectFields, runSteps } from '../base/case-outcome.ts';
import { hashBoolean, hashDouble, hashInteger, hashLong, hashString } from '../base/java-hash.ts';
import {
  assignToKeyGroup,
  computeDefaultMaxParallelism,
  computeKeyGroupRange,
  computeOperatorIndexForKeyGroup,
  murmurHash,
} from './key-groups.ts';

const keyColumns = {
  hash: z.int().optional(),
  murmur: z.int().optional(),
  keyGroup128: z.int().optional(),
  subtaskOf4: z.int().optional(),
  subtaskOf3: z.int().optional(),
  keyGroup10: z.int().optional(),
  maxParallelism: z.int().optional(),
  parallelism: z.int().optional(),
  keyGroup: z.int().optional(),
  subtask: z.int().optional(),
};

/** A key with its type, turned into its Java hash. A long beyond 2^53 is written as a decimal string. */
const keyRow = z.union([
  z
    .strictObject({ type: z.literal('int'), key: z.int(), ...keyColumns })
    .transform(({ key, ...row }) => ({ ...row, javaHash: hashInteger(key) })),
  z
    .strictObject({ type: z.literal('long'), key: z.union([z.int(), z.string().regex(/^-?\d+$/)]), ...keyColumns })
    .transform(({ key, ...row }) => ({ ...row, javaHash: hashLong(BigInt(key)) })),
  z
    .strictObject({ type: z.literal('string'), key: z.string(), ...keyColumns })
    .transform(({ key, ...row }) => ({ ...row, javaHash: hashString(key) })),
  z
    .strictObject({ type: z.literal('boolean'), key: z.boolean(), ...keyColumns })
    .transform(({ key, ...row }) => ({ ...row, javaHash: hashBoolean(key) })),
  z
    .strictObject({ type: z.literal('double'), key: z.number(), ...keyColumns })
    .transform(({ key, ...row }) => ({ ...row, javaHash: hashDouble(key) })),
]);

const rangeRow = z.strictObject({
  maxParallelism: z.int(),
  parallelism: z.int(),
  subtask: z.int(),
  range: z.tuple([z.int(), z.int()]),
});
const defaultRow = z.strictObject({ parallelism: z.int(), defaultMaxParallelism: z.int() });
const firstKeyRow = z.strictObject({
  maxParallelism: z.int(),
  parallelism: z.int(),
  subtask: z.int(),
  firstStringKey: z.string(),
});

const keyGroupCase = z.strictObject({
  ...caseFields,
  config: z.strictObject({ maxParallelism: z.int().optional() }),
  cases: z.array(z.union([keyRow, rangeRow, defaultRow, firstKeyRow])),
});

/** Area `key-groups`: tables, each row one step. */
export const runKeyGroups = caseRunner(keyGroupCase, ({ config, cases }) =>
  runSteps(cases, (row): Disagreement => {
    if ('javaHash' in row) return checkKey(row, row.maxParallelism ?? config.maxParallelism ?? 128);
    if ('range' in row) {
      const { first, last } = computeKeyGroupRange(row.maxParallelism, row.parallelism, row.subtask);
      return expectFields({ range: row.range }, { range: [first, last] });
    }
    if ('firstStringKey' in row)
      return expectFields({ firstStringKey: row.firstStringKey }, { firstStringKey: firstStringKey(row) });
    return expectFields(
      { defaultMaxParallelism: row.defaultMaxParallelism },
      { defaultMaxParallelism: computeDefaultMaxParallelism(row.parallelism) },
    );
  }),
);

function checkKey(row: z.infer<typeof keyRow>, maxParallelism: number): Disagreement {
  const { type: _type, javaHash, maxParallelism: _max, parallelism, ...expected } = row;
  const keyGroup128 = assignToKeyGroup(javaHash, 128);
  const keyGroup = assignToKeyGroup(javaHash, maxParallelism);
  return expectFields(expected, {
    hash: javaHash,
    murmur: murmurHash(javaHash),
    keyGroup128,
    subtaskOf4: computeOperatorIndexForKeyGroup(128, 4, keyGroup128),
    subtaskOf3: computeOperatorIndexForKeyGroup(128, 3, keyGroup128),
    keyGroup10: assignToKeyGroup(javaHash, 10),
    keyGroup,
    subtask:
      parallelism === undefined ? undefined : computeOperatorIndexForKeyGroup(maxParallelism, parallelism, keyGroup),
  });
}

/** The search of Flink's test: the smallest decimal string that is routed to the subtask. */
function firstStringKey({ maxParallelism, parallelism, subtask }: z.infer<typeof firstKeyRow>): string {
  for (let candidate = 0; ; candidate += 1) {
    const keyGroup = assignToKeyGroup(hashString(String(candidate)), maxParallelism);
    if (computeOperatorIndexForKeyGroup(maxParallelism, parallelism, keyGroup) === subtask) return String(candidate);
  }
}
