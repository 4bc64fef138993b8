/** What the sink has written: the log with its transactions, and what two readers see of it. */
import { useState } from 'react';
import { CardWords, Choice, type Fact, Facts, FigureTitle, Formula, Note } from '../../theme/figure.tsx';
import { countText, lengthText, pluralText } from '../../theme/quantity-text.ts';
import { Rows } from '../../theme/rows.tsx';
import type { StateViewProps } from '../state-view.ts';
import { LogStrip } from './LogStrip.tsx';
import { kafkaSinkConfig } from './spec.ts';
import { firstOpen, type Lane, lanesOf, readTopic, type Topic } from './transaction-log.ts';

const MOST_LANES = 7;

export function KafkaSinkState({ picture, config, plan, compact, width, heldBack, onPick }: StateViewProps) {
  const [partition, setPartition] = useState(0);
  const topic = readTopic(picture.world);
  const parsed = kafkaSinkConfig.safeParse(config);
  if (!parsed.success) return null;
  const { guarantee } = parsed.data;
  if (compact)
    return (
      <CardWords>
        {topic === null ? (
          'nothing written yet'
        ) : (
          <CardLines topic={topic} isTransactional={guarantee === 'exactly-once'} width={width} />
        )}
      </CardWords>
    );
  if (topic === null) return <Note>The topic is made when the sink has opened its producer.</Note>;
  const lanes = lanesOf(topic, partition);
  const drawn = lanes.slice(-MOST_LANES);
  const holder = firstOpen(lanes);
  const stable = topic.partitions.find((candidate) => candidate.partition === partition)?.lastStableOffset ?? 0;
  const pick = (lane: Lane) => onPick({ node: plan.id, subtask: lane.subtask, fields: { transactionalId: lane.id } });
  return (
    <>
      <Facts facts={factsOf(topic, guarantee, heldBack.has('ledger'))} />
      <FigureTitle
        aside={
          topic.partitions.length === 1 ? (
            'one partition, by offset'
          ) : (
            <Choice of="partition" count={topic.partitions.length} chosen={partition} onChoose={setPartition} />
          )
        }
      >
        {lanes.length === 0 ? 'The log' : 'Transactions in one log'}
      </FigureTitle>
      <LogStrip topic={topic} lanes={drawn} known={lanes} partition={partition} width={width} onPick={pick} />
      {guarantee === 'exactly-once' ? (
        <>
          <Formula>last stable offset = {countText(stable)}</Formula>
          <Note>
            {holder === undefined
              ? 'No transaction is open with a record in it: all of the log is stable.'
              : `It stands at the first record of the first open transaction, txn ${holder.number} of subtask ${holder.subtask}, and moves on when checkpoint ${holder.number} completes.`}
          </Note>
          <Note>
            visible after at most <b>{lengthText(topic.checkpointIntervalMs)} interval + checkpoint duration</b>
          </Note>
        </>
      ) : (
        <Note>
          {guarantee === 'none'
            ? 'Visible at once. Nothing is waited for at a checkpoint: what was under way when a task dies is lost.'
            : 'Visible at once. After a crash what was written since the last checkpoint is written again.'}
        </Note>
      )}
      {lanes.length > 0 && (
        <Rows
          title="Transactions as a table"
          columns={['transaction', 'state', 'first', 'last', 'marker', 'ended by']}
          rows={lanes.map((lane) => [
            lane.id,
            lane.state,
            lane.first ?? '–',
            lane.last ?? '–',
            lane.marker ?? '–',
            lane.endedBy ?? '–',
          ])}
          onPick={(row) => pick(lanes[row])}
        />
      )}
      <LastRecords topic={topic} />
    </>
  );
}

function CardLines(props: { readonly topic: Topic; readonly isTransactional: boolean; readonly width: number }) {
  const { topic, isTransactional, width } = props;
  const lanes = topic.partitions.flatMap(({ partition }) => lanesOf(topic, partition));
  const newest = (state: Lane['state']) =>
    Math.max(0, ...lanes.filter((lane) => lane.state === state).map(({ number }) => number));
  const [open, committed] = [newest('open'), newest('committed')];
  if (!isTransactional) return <b>{pluralText(topic.uncommitted, 'record')} visible</b>;
  const openText = open === 0 ? 'none open' : `txn ${open} open`;
  const committedText = committed === 0 ? 'none committed' : `${committed} committed`;
  const line = `${openText}, ${committedText}`;
  if (line.length * 6 > width)
    return (
      <>
        <b>{openText}</b>
        <span>{committedText}</span>
      </>
    );
  return (
    <>
      <b>{line}</b>
      <span>{`${countText(topic.committed)} visible, ${countText(topic.uncommitted - topic.committed)} not`}</span>
    </>
  );
}

function factsOf(topic: Topic, guarantee: string, isLedgerHeldBack: boolean): readonly Fact[] {
  const { read_committed: committed, read_uncommitted: uncommitted } = topic.readers;
  const tone = (count: number) => (count > 0 ? { tone: 'failure' as const } : {});
  return [
    { name: 'Guarantee', value: guarantee },
    { name: 'Failed commits', value: countText(topic.failedCommits), ...tone(topic.failedCommits) },
    ...(isLedgerHeldBack
      ? []
      : [
          { name: 'read_committed', value: ledgerText(committed), ...tone(committed.duplicated + committed.lost) },
          {
            name: 'read_uncommitted',
            value: ledgerText(uncommitted),
            ...tone(uncommitted.duplicated + uncommitted.lost),
          },
        ]),
  ];
}

function ledgerText({ duplicated, lost }: { readonly duplicated: number; readonly lost: number }): string {
  return `lost ${countText(lost)} · duplicated ${countText(duplicated)}`;
}

const FIRST_COLUMNS = 4;

function LastRecords({ topic: { last } }: { readonly topic: Topic }) {
  if (last.length === 0) return null;
  // The fields that the pipeline added last say most: an enriched record ends with its prediction.
  const fields = Object.keys(last[0].value);
  const shown = [...fields.slice(0, FIRST_COLUMNS), ...fields.slice(-1)].filter(
    (name, i, all) => all.indexOf(name) === i,
  );
  return (
    <Rows
      title={`Last ${last.length} committed records`}
      columns={['offset', ...shown]}
      rows={last.toReversed().map(({ offset, value }) => [offset, ...shown.map((name) => valueText(value[name]))])}
    />
  );
}

function valueText(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : String(value);
}
