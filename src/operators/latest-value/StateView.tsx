/** The newest observation of each key at every event time, and the records that wait for a first one. */
import { clockText, type TimeAxis } from '../../theme/event-time-axis.ts';
import { type Fact, Facts, Figure, FigureTitle, Note, WatermarkLine } from '../../theme/figure.tsx';
import { countText, lengthText } from '../../theme/quantity-text.ts';
import { Rows } from '../../theme/rows.tsx';
import type { StateViewProps } from '../state-view.ts';
import { asOfOf, spanOf, type SubtaskAsOf } from './as-of.ts';
import { Answer, AsOfBlocks } from './AsOfBlocks.tsx';
import { latestValueConfig } from './spec.ts';

const ROWS_EACH = 4;
const SUBTASKS_DRAWN = 3;
const ALL = 400;

export function LatestValueState({ picture, config, plan, startAtMs, at, compact, width, onPick }: StateViewProps) {
  const parsed = latestValueConfig.safeParse(config);
  if (!parsed.success) return null;
  const { key, maxAgeMs, waitMs } = parsed.data;
  const subtasks = asOfOf(picture, compact ? 3 : ROWS_EACH);
  if (compact) return <SmallAsOf subtasks={subtasks} width={width} />;
  const drawn = subtasks.slice(0, SUBTASKS_DRAWN);
  const now = startAtMs + at / 1000;
  const all = asOfOf(picture, ALL).flatMap(({ subtask, rows }) => rows.map((row) => ({ ...row, subtask })));
  const sum = (count: (own: SubtaskAsOf) => number) =>
    countText(subtasks.reduce((total, own) => total + count(own), 0));
  const facts: readonly Fact[] = [
    { name: 'Observations', value: `${sum((own) => own.observations)} of ${sum((own) => own.keys)} keys` },
    { name: 'Oldest that counts', value: maxAgeMs === 0 ? 'any age' : lengthText(maxAgeMs) },
    { name: 'Waiting records', value: sum((own) => own.waiting) },
    { name: 'They wait at most', value: waitMs === 0 ? 'not at all' : `${lengthText(waitMs)} of processing time` },
  ];
  const pick = (row: { readonly key: string }, subtask: number) =>
    onPick({ node: plan.id, subtask, fields: { [key]: row.key } });
  return (
    <>
      <Facts facts={facts} />
      <FigureTitle aside="newest">Observations on event time</FigureTitle>
      {spanOf(drawn) === null ? (
        <Note>Nothing has been observed yet.</Note>
      ) : (
        <AsOfBlocks subtasks={drawn} width={width} now={now} onPick={pick} />
      )}
      <Note>
        The line behind an observation is the event time for which it is the answer. A record takes it at once; the
        watermark only lets older ones be forgotten.
      </Note>
      <Rows
        title="Keys as a table"
        columns={[key, 'observations', 'newest', 'waiting', 'subtask']}
        rows={all.map((row) => [
          row.key,
          row.observations.length,
          clockText(row.observations.at(-1) ?? Number.NaN),
          row.waiting.length,
          row.subtask,
        ])}
        onPick={(at) => pick(all[at], all[at].subtask)}
      />
    </>
  );
}

/** On the card: three keys of the first subtask. */
function SmallAsOf({ subtasks, width }: { readonly subtasks: readonly SubtaskAsOf[]; readonly width: number }) {
  const own = subtasks.slice(0, 1);
  const span = spanOf(own);
  if (span === null) return null;
  const axis: TimeAxis = { ...span, left: 3, right: width - 3 };
  const [{ rows, watermark }] = own;
  return (
    <Figure width={width} height={38} label={`observations of ${rows.length} keys`}>
      {Number.isFinite(watermark) && <WatermarkLine axis={axis} at={watermark} from={0} to={38} />}
      {rows.map(({ key, observations }, row) =>
        [...new Set(observations)].map((time, at) => (
          <Answer
            key={`${key} ${time}`}
            axis={axis}
            from={time}
            to={observations[at + 1] ?? axis.to}
            y={6 + row * 13}
            isNewest={time === observations.at(-1)}
          />
        )),
      )}
    </Figure>
  );
}
