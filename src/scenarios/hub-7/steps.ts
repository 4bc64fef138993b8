/** What the opening tells, step by step. Every number in a `{…}` is read from the run. */
import type { PipelineDocument } from '../../pipeline/document.ts';
import type { StoryStep } from '../story.ts';

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const IDLENESS_MS = 30_000;
const UPLOADED = 40;
const UPLOADED_LATE_MS = 3 * 60_000;

const scan: StoryStep = {
  id: 'scan',
  headline: ['Hub 7 closed at 20:00. Nothing has failed.', 'Why has no zone had a new route speed for four minutes?'],
  question: 'Scan one parcel at hub 7. How many windows fire?',
  options: [0, 1, 5, 225].map((value) => ({ label: String(value), value })),
  score: { kind: 'nearest', figure: 'fired' },
  lit: ['node:shipments', 'node:speed', 'time', 'time:clocks'],
  heldBack: ['firings', 'panes', 'due', 'why'],
  select: 'speed',
  figures: {
    fired: { kind: 'counter', node: 'speed', counter: 'firings', since: 'moves' },
    joined: { kind: 'rate', node: 'join' },
  },
  moves: [
    { do: 'inject', target: 'shipments/p7', count: 1, everyMs: 0, eventOffsetMs: 0, fields: {} },
    { do: 'play', speed: 0.1, until: { kind: 'settled', figure: 'fired', forMicros: 150_000 }, atMost: 2 * SECOND },
  ],
  whileRunning: '{fired|window has|windows have} fired',
  told: {
    right: 'Right. {fired|window|windows} fired for one scan.',
    wrong: 'It was {fired}, for one scan.',
    why: 'A window waits for the slowest partition’s clock, not for its own records. Partition 7 had said nothing since 20:00, so the minimum of the eight stood still. One scan moved it, and every pane that was due fired at once.',
    aside: 'The joins never stopped: the weather join puts out {joined|record|records} a second.',
    next: 'Fix it',
  },
};

const fix: StoryStep = {
  id: 'fix',
  headline: [
    'A partition that sleeps need not hold the others back.',
    'Give shipments an idleness timeout of 30 s, a minute before hub 7 closes.',
  ],
  question: 'The run forks at 19:59 and plays again, over the ghost of the first.',
  options: [{ label: 'Fork and play', value: 0 }],
  score: null,
  lit: null,
  heldBack: [],
  select: 'speed',
  figures: {
    resumed: { kind: 'emitted', node: 'speed', from: 10 * MINUTE, to: 14 * MINUTE, branch: 'shown' },
    before: { kind: 'emitted', node: 'speed', from: 10 * MINUTE, to: 14 * MINUTE, branch: 'first' },
  },
  moves: [
    { do: 'seek', to: 9 * MINUTE },
    { do: 'edit', change: withIdleness },
    { do: 'play', speed: 30, until: { kind: 'instant', at: 14 * MINUTE }, atMost: 6 * MINUTE },
  ],
  whileRunning: '{resumed|route speed|route speeds} between 20:00 and 20:04',
  told: {
    right: 'From 20:00 to 20:04 it made {resumed|route speed|route speeds}; the first run made {before}.',
    wrong: '',
    why: 'After 30 s without a record partition 7 counts as idle, and the minimum is taken over the seven that speak. The dashed line is the first run.',
    aside: '',
    next: 'What does it cost?',
  },
};

const upload: StoryStep = {
  id: 'upload',
  headline: ['Hub 7 was only offline.', `Now it uploads ${UPLOADED} scans of 20:01, three minutes late.`],
  question: 'Their windows have fired without them.',
  options: [{ label: `Upload ${UPLOADED} scans`, value: 0 }],
  score: null,
  lit: null,
  heldBack: [],
  select: 'speed',
  figures: { dropped: { kind: 'late', behindMs: { from: UPLOADED_LATE_MS, to: UPLOADED_LATE_MS + 1000 } } },
  moves: [
    {
      do: 'inject',
      target: 'shipments/p7',
      count: UPLOADED,
      everyMs: 25,
      eventOffsetMs: -UPLOADED_LATE_MS,
      fields: {},
    },
    { do: 'play', speed: 0.5, until: { kind: 'settled', figure: 'dropped', forMicros: 400_000 }, atMost: 4 * SECOND },
  ],
  whileRunning: '{dropped} dropped as late',
  told: {
    right: `{dropped} of ${UPLOADED} scans were late for their window: dropped, and counted.`,
    wrong: '',
    why: 'An idleness timeout buys progress with completeness: what sleeps longer than the timeout comes back behind the watermark. Each cross in the two-clock lane is one of them.',
    aside: '',
    next: 'And when something dies?',
  },
};

const kill: StoryStep = {
  id: 'kill',
  headline: [
    'Kill tm-2, just before a checkpoint completes.',
    'What was written since the last one will be written again.',
  ],
  question: 'Who sees predictions twice?',
  options: [
    {
      label: 'nobody',
      value: 0,
      holds: [
        { figure: 'committed', is: 'zero' },
        { figure: 'uncommitted', is: 'zero' },
      ],
    },
    {
      label: 'read_uncommitted',
      value: 1,
      holds: [
        { figure: 'committed', is: 'zero' },
        { figure: 'uncommitted', is: 'some' },
      ],
    },
    {
      label: 'both readers',
      value: 2,
      holds: [
        { figure: 'committed', is: 'some' },
        { figure: 'uncommitted', is: 'some' },
      ],
    },
  ],
  score: { kind: 'cases' },
  lit: ['node:sink', 'canvas', 'inspector', 'time'],
  heldBack: ['ledger'],
  select: 'sink',
  figures: {
    committed: { kind: 'reader', node: 'sink', reader: 'read_committed', measure: 'duplicated' },
    uncommitted: { kind: 'reader', node: 'sink', reader: 'read_uncommitted', measure: 'duplicated' },
    lost: { kind: 'reader', node: 'sink', reader: 'read_committed', measure: 'lost' },
  },
  moves: [
    { do: 'run-to-next', target: 'checkpoint' },
    { do: 'kill-in-checkpoint', target: 'tm-2', afterTriggerMicros: 2_000 },
    { do: 'play', speed: 5, until: { kind: 'recovered', checkpoints: 1 }, atMost: 2 * MINUTE },
  ],
  whileRunning: 'tm-2 is dead; the job restores its last checkpoint and replays',
  told: {
    right:
      'Right. The ledger: {committed|duplicate|duplicates} for read_committed, {uncommitted} for read_uncommitted.',
    wrong: 'The ledger says: {committed|duplicate|duplicates} for read_committed, {uncommitted} for read_uncommitted.',
    why: 'The transaction of the checkpoint that never completed was aborted. A reader that waits for commits never saw it; one that does not wait has read its records and their replay. Lost to read_committed: {lost}.',
    aside: '',
    next: 'Explore on your own',
  },
};

function withIdleness(document: PipelineDocument): PipelineDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) =>
      node.id === 'shipments' ? { ...node, config: { ...node.config, idleness: IDLENESS_MS } } : node,
    ),
  };
}

export const hub7Steps: readonly StoryStep[] = [scan, fix, upload, kill];
