import { assert } from '../../base/assert.ts';
import {
  type ErrorMeasures,
  type Examples,
  encodeModel,
  type FeatureSheet,
  listFlags,
  listInputs,
  type ModelSession,
  measureErrors,
  signModel,
} from '../../inference/index.ts';
import { openModel } from '../../inference/session.node.ts';
import { encodeExamples, readWorlds, type WorldDays } from './eta-examples.ts';
import { type EtaFamily, etaFamilies } from './eta-families.ts';
import { ETA_SHEET } from './eta-sheet.ts';

export interface EtaPlan {
  readonly version: string;
  readonly training: WorldDays;
  /** Days of other worlds, of which training saw nothing. */
  readonly unseen: WorldDays;
  /** In how many rows of training each group of features is lost. */
  readonly lostShare: number;
}

/** What is written beside the model: how it came about and what it is worth. All of it follows from the plan. */
export interface EtaReport {
  readonly version: string;
  readonly digest: string;
  readonly family: string;
  readonly bytes: number;
  readonly inputs: readonly string[];
  readonly sheet: FeatureSheet;
  readonly training: WorldDays & { readonly rows: number; readonly lostShare: number };
  readonly unseen: WorldDays & { readonly rows: number };
  /** Minutes, on unseen days with nothing missing. */
  readonly absErrorMinutes: ErrorMeasures;
  /** The same days when one group of features is lost in every row, by the group's flag. */
  readonly whenMissing: Readonly<Record<string, ErrorMeasures>>;
  /** Every family that was measured on the same days, the chosen one included. */
  readonly families: readonly {
    readonly family: string;
    readonly bytes: number;
    readonly absErrorMinutes: ErrorMeasures;
  }[];
}

export interface TrainedEta {
  readonly bytes: Uint8Array;
  readonly report: EtaReport;
}

/**
 * Trains every family on the same examples, measures each through ONNX Runtime
 * on the same unseen days, and keeps the one whose 99th percentile is lowest.
 * There is no clock and no chance in it: equal plans give equal bytes.
 */
export async function trainEta(plan: EtaPlan, tell: (line: string) => void = () => undefined): Promise<TrainedEta> {
  const seen = readWorlds(plan.training);
  const sheet = ETA_SHEET;
  const flags = listFlags(sheet);
  const training = encodeExamples(seen, sheet, { share: plan.lostShare, flags });
  tell(`${training.rows} examples of days ${describeDays(plan.training)}`);
  const unseenTables = readWorlds(plan.unseen);
  const unseen = encodeExamples(unseenTables, sheet);
  tell(`${unseen.rows} unseen examples of days ${describeDays(plan.unseen)}`);

  const metadata = signModel({ version: plan.version, sheet });
  const candidates: Candidate[] = [];
  for (const family of etaFamilies(listInputs(sheet))) {
    const candidate = await tryFamily(family, training, unseen, metadata);
    const { p50, p90, p99 } = candidate.errors;
    tell(`${family.name}: p50 ${p50.toFixed(2)}, p90 ${p90.toFixed(2)}, p99 ${p99.toFixed(2)} min`);
    candidates.push(candidate);
  }
  const best = candidates.reduce((a, b) => (b.errors.p99 < a.errors.p99 ? b : a));

  const session = await open(best.bytes);
  const whenMissing: Record<string, ErrorMeasures> = {};
  for (const flag of flags) {
    whenMissing[flag] = await measure(session, encodeExamples(unseenTables, sheet, { share: 1, flags: [flag] }));
  }
  const { digest } = session;
  await session.release();
  return {
    bytes: best.bytes,
    report: {
      version: plan.version,
      digest,
      family: best.family,
      bytes: best.bytes.length,
      inputs: listInputs(sheet),
      sheet,
      training: { ...plan.training, rows: training.rows, lostShare: plan.lostShare },
      unseen: { ...plan.unseen, rows: unseen.rows },
      absErrorMinutes: best.errors,
      whenMissing,
      families: candidates.map(({ family, bytes, errors }) => ({
        family,
        bytes: bytes.length,
        absErrorMinutes: errors,
      })),
    },
  };
}

interface Candidate {
  readonly family: string;
  readonly bytes: Uint8Array;
  readonly errors: ErrorMeasures;
}

async function tryFamily(
  family: EtaFamily,
  training: Examples,
  unseen: Examples,
  metadata: Readonly<Record<string, string>>,
): Promise<Candidate> {
  const bytes = encodeModel(family.train(training, metadata));
  const session = await open(bytes);
  const errors = await measure(session, unseen);
  await session.release();
  return { family: family.name, bytes, errors };
}

async function open(bytes: Uint8Array): Promise<ModelSession> {
  const opened = await openModel(bytes, 'models');
  assert(opened.kind === 'session', opened.kind === 'problem' ? opened.problem.message : '');
  return opened.session;
}

async function measure(session: ModelSession, examples: Examples): Promise<ErrorMeasures> {
  return measureErrors(await session.run(examples.features, examples.rows), examples.targets);
}

function describeDays({ seeds, firstDay, days }: WorldDays): string {
  return `${firstDay} to ${firstDay + days - 1} of seeds ${seeds.join(', ')}`;
}
