/** The newest of what was collected, as a table that is always open. */
import { z } from 'zod';
import { clockText } from '../../theme/event-time-axis.ts';
import { CardWords, FigureTitle, Note } from '../../theme/figure.tsx';
import { countText, pluralText } from '../../theme/quantity-text.ts';
import { RowTable } from '../../theme/rows.tsx';
import type { StateViewProps } from '../state-view.ts';

const worldSchema = z.object({
  kind: z.literal('collected'),
  total: z.number(),
  /** Fields that are epoch ms. */
  times: z.array(z.string()),
  records: z.array(
    z.object({
      timestamp: z.number(),
      value: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
    }),
  ),
});

const MOST = 20;

export function CollectState({ picture, compact, startAtMs }: StateViewProps) {
  const world = worldSchema.safeParse(picture.world);
  const total = world.success ? world.data.total : 0;
  if (compact)
    return (
      <CardWords>
        <b>{pluralText(total, 'record')}</b>
        <span>{total === 0 ? 'nothing has come yet' : 'a replay writes again'}</span>
      </CardWords>
    );
  if (!world.success) return <Note>Nothing has come yet.</Note>;
  const records = world.data.records.slice(-MOST).toReversed();
  const times = new Set(world.data.times);
  const names = Object.keys(records[0]?.value ?? {});
  return (
    <>
      <FigureTitle aside={`${countText(total)} in all`}>Last {countText(records.length)} records</FigureTitle>
      <RowTable
        columns={['event time', ...names]}
        rows={records.map(({ timestamp, value }) => [
          clockText(timestamp, Math.abs(timestamp - startAtMs) > 43_200_000),
          ...names.map((name) => valueText(value[name], times.has(name))),
        ])}
      />
      <Note>What is written stays: after a crash the replay writes it again.</Note>
    </>
  );
}

function valueText(value: string | number | boolean | null | undefined, isTime: boolean): string {
  if (value === null || value === undefined) return '–';
  if (typeof value !== 'number') return String(value);
  return isTime ? clockText(value, true) : String(Math.round(value * 1000) / 1000);
}
