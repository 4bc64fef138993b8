/** Panes on event time, one watermark line for each subtask across all of its keys, and what came too late. */
import { clockText, instantText } from '../../theme/event-time-axis.ts';
import { type Fact, Facts, FigureTitle, hatched, Legend, Note } from '../../theme/figure.tsx';
import { countText, lengthText } from '../../theme/quantity-text.ts';
import { Rows } from '../../theme/rows.tsx';
import type { StateViewProps } from '../state-view.ts';
import { PaneBlocks } from './PaneBlocks.tsx';
import { countStage, duePerKey, type Pane, panesOf, spanOf, type SubtaskPanes } from './panes.ts';
import { SmallPanes } from './SmallPanes.tsx';
import { type TumblingWindowConfig, tumblingWindowConfig } from './spec.ts';

export function TumblingWindowState(props: StateViewProps) {
  const { picture, frame, compact, width, heldBack, onPick, plan } = props;
  const parsed = tumblingWindowConfig.safeParse(props.config);
  if (!parsed.success) return null;
  const config = parsed.data;
  const subtasks = panesOf(picture, config, compact ? 2 : 3);
  const span = spanOf(subtasks, config);
  if (compact)
    return span === null ? null : <SmallPanes subtasks={subtasks} span={span} size={config.size} width={width} />;
  const panes = subtasks.flatMap((own) => own.panes.map((pane) => ({ ...pane, subtask: own.subtask })));
  const pick = (pane: Pane, subtask: number) =>
    onPick({ node: plan.id, subtask, fields: { [config.key]: pane.key, window: pane.start } });
  return (
    <>
      <Facts facts={factsOf(config, subtasks, frame, heldBack)} />
      <FigureTitle aside="records per pane">Panes on event time</FigureTitle>
      {span === null ? (
        <Note>No pane is open{frame.recordsIn > 0 ? ' any more' : ': no record has come yet'}.</Note>
      ) : (
        <PaneBlocks
          subtasks={subtasks}
          span={span}
          config={config}
          late={frame.late}
          hasFired={frame.firings > 0}
          width={width}
          onPick={pick}
        />
      )}
      <Legend
        entries={[
          { word: 'filling', background: 'transparent', border: '1px dashed var(--shipments)' },
          {
            word: 'due, waits for the watermark',
            background: 'var(--shipments-soft)',
            border: '1px solid var(--shipments)',
          },
          { word: 'fired', background: hatched('line'), border: '1px dotted var(--muted)' },
        ]}
      />
      <Note>
        {config.allowedLateness === 0
          ? 'A pane fires when the watermark reaches its end − 1 ms, once, and is cleared.'
          : `A pane fires when the watermark reaches its end − 1 ms, again for each late record, and is cleared ${lengthText(config.allowedLateness)} later.`}
      </Note>
      <Rows
        title="Panes as a table"
        columns={[config.key === '' ? 'key' : config.key, 'pane', 'records', 'stage', 'subtask']}
        rows={panes.map((pane) => [
          pane.key,
          config.size >= 3_600_000 ? clockText(pane.start, true) : instantText(pane.start, 1000),
          pane.count,
          pane.stage,
          pane.subtask,
        ])}
        onPick={(row) => pick(panes[row], panes[row].subtask)}
      />
    </>
  );
}

/** What an open question asks for is left out until the bet is made. */
function factsOf(
  config: TumblingWindowConfig,
  subtasks: readonly SubtaskPanes[],
  frame: StateViewProps['frame'],
  heldBack: ReadonlySet<string>,
): readonly Fact[] {
  const keys = subtasks.reduce((sum, own) => sum + own.keys, 0);
  const due = duePerKey(subtasks);
  const dueText = due.fewest === due.most ? countText(due.most) : `${due.fewest} to ${due.most}`;
  const total = subtasks.reduce((sum, own) => sum + own.total, 0);
  const known = subtasks.reduce((sum, own) => sum + own.panes.length, 0);
  const atLeast = known < total ? 'at least ' : '';
  const isShown = !heldBack.has('panes') && !heldBack.has('due');
  return [
    { name: 'Key', value: `${config.key} (${atLeast}${countText(keys)} open)` },
    { name: 'Size', value: lengthText(config.size) },
    ...(isShown
      ? [
          { name: 'Due panes per key', value: dueText },
          { name: 'Due, with data', value: atLeast + countText(countStage(subtasks, 'due')) },
        ]
      : []),
    { name: 'Filling', value: atLeast + countText(countStage(subtasks, 'filling')) },
    ...(heldBack.has('firings') ? [] : [{ name: 'Fired so far', value: countText(frame.firings) }]),
    { name: 'Dropped late', value: countText(frame.late), ...(frame.late > 0 ? { tone: 'late' as const } : {}) },
  ];
}
