/** The interval join under the microscope: two buffers, each with its own retention, and the pairs of one record. */
import { useState } from 'react';
import { clockText } from '../../theme/event-time-axis.ts';
import { Choice, FigureTitle, Formula, Note } from '../../theme/figure.tsx';
import { bytesText, countText, pluralText } from '../../theme/quantity-text.ts';
import { Rows } from '../../theme/rows.tsx';
import type { StateViewProps } from '../state-view.ts';
import { JoinPicture } from './JoinPicture.tsx';
import { chooseFocus, type JoinEntry, lookInto, matchesOf, type Microscope } from './microscope.ts';
import { SmallJoin } from './SmallJoin.tsx';
import { intervalJoinConfig } from './spec.ts';

export function IntervalJoinState({ picture, config, plan, compact, width, onPick }: StateViewProps) {
  const [subtask, setSubtask] = useState(0);
  const [pointed, setPointed] = useState<JoinEntry | null>(null);
  const parsed = intervalJoinConfig.safeParse(config);
  const microscope = parsed.success ? lookInto(picture, subtask, parsed.data) : null;
  if (!parsed.success || microscope === null) return null;
  const interval = parsed.data;
  if (compact) return <SmallJoin microscope={microscope} interval={interval} width={width} />;
  const { left, right } = microscope;
  const isHeld = [...left.rows, ...right.rows].some((entry) => isSame(entry, pointed));
  const focus = isHeld ? pointed : chooseFocus(microscope, interval);
  const matches = focus === null ? [] : matchesOf(focus, microscope, interval);
  const pick = ({ key, time }: JoinEntry) =>
    onPick({ node: plan.id, subtask, fields: { [interval.leftKey]: key, time } });
  const rows = [...left.rows, ...right.rows];
  return (
    <>
      <FigureTitle
        aside={<Choice of="subtask" count={picture.subtasks.length} chosen={subtask} onChoose={setSubtask} />}
      >
        Both buffers on event time
      </FigureTitle>
      {focus === null ? (
        <Note>Neither side holds a record.</Note>
      ) : (
        <JoinPicture
          microscope={microscope}
          interval={interval}
          focus={focus}
          width={width}
          onFocus={setPointed}
          onPick={pick}
        />
      )}
      {focus !== null && (
        <Note>
          <b>
            {focus.key} at {clockText(focus.time)}
          </b>{' '}
          joins {pluralText(matches.length, `${focus.side === 'left' ? 'right' : 'left'} record`)} so far; marks are the
          newest records of its key, bars are all keys.
        </Note>
      )}
      <Formula>{sizeText(microscope)}</Formula>
      <Note>A pair leaves when its second record arrives; the watermark only lets the buffers forget.</Note>
      <Rows
        title="Newest records as a table"
        columns={['key', 'time', 'side']}
        rows={rows.map(({ key, time, side }) => [key, clockText(time), side])}
        onPick={(row) => pick(rows[row])}
      />
    </>
  );
}

/** Bytes as this engine stores them: a time and the columns that the pairs need, eight bytes each. */
function sizeText({ left, right }: Microscope): string {
  const bytes = 8 * (left.total * left.columns + right.total * right.columns);
  return `${countText(left.total)} + ${countText(right.total)} records = ${bytesText(bytes)}`;
}

function isSame(entry: JoinEntry, other: JoinEntry | null): boolean {
  return entry.side === other?.side && entry.key === other.key && entry.time === other.time;
}
