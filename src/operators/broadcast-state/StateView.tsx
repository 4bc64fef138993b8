/** A copy of the whole state in each subtask; where an update has not reached all of them, they differ. */
import { CardWords, Figure, FigureTitle, Formula, Note, Words } from '../../theme/figure.tsx';
import { bytesText, countText, pluralText } from '../../theme/quantity-text.ts';
import { Rows } from '../../theme/rows.tsx';
import type { StateViewProps } from '../state-view.ts';
import { type Copies, compareCopies, type Tile } from './copies.ts';

const TILES = 40;
const PER_LINE = 4;
const GAP = 8;

export function BroadcastState({ picture, plan, compact, width, onPick }: StateViewProps) {
  const copies = compareCopies(picture, TILES);
  const most = Math.max(0, ...copies.totals);
  const count = copies.totals.length;
  const areEqual = copies.totals.every((total) => total === most);
  if (compact)
    return (
      <CardWords>
        <b>{`${pluralText(most, 'entry', 'entries')} × ${pluralText(count, 'copy', 'copies')}`}</b>
        <span>{copies.differing === 0 ? 'all copies equal' : `${countText(copies.differing)} differ`}</span>
      </CardWords>
    );
  const perEntry = 8 * (copies.columns.length + 2);
  const bytes = copies.totals.reduce((sum, total) => sum + total * perEntry, 0);
  const pick = (tile: Tile, subtask: number) => onPick({ node: plan.id, subtask, fields: { key: tile.key } });
  const rows =
    copies.tiles[0]?.map((tile, at) => ({ tile, all: copies.tiles.map((own) => own[at].values.join(' · ')) })) ?? [];
  return (
    <>
      <FigureTitle aside="colour: value">A copy each</FigureTitle>
      {most === 0 ? (
        <Note>Every copy is empty: the reference stream has said nothing yet.</Note>
      ) : (
        <Blocks copies={copies} width={width} onPick={pick} />
      )}
      <Note tone={copies.differing > 0 ? 'failure' : undefined}>
        {copies.differing > 0
          ? `${pluralText(copies.differing, 'entry', 'entries')} of ${countText(copies.compared)} compared differ: an update has reached some copies and not yet others.`
          : `All of the ${countText(copies.compared)} compared entries are the same in every copy.`}
      </Note>
      <Formula>
        {areEqual
          ? `${countText(most)} entries × ${perEntry} B × ${count}`
          : `${copies.totals.map(countText).join(' + ')} entries × ${perEntry} B`}{' '}
        = {bytesText(bytes)}
      </Formula>
      <Note>Nothing orders the two inputs: a record may pass before the entry that it would have needed.</Note>
      <Rows
        title="Entries as a table"
        columns={['key', ...copies.totals.map((_, subtask) => `copy ${subtask}: ${copies.columns.join(' · ')}`)]}
        rows={rows.map(({ tile, all }) => [tile.key, ...all])}
        onPick={(row) => pick(rows[row].tile, 0)}
      />
    </>
  );
}

function Blocks(props: {
  readonly copies: Copies;
  readonly width: number;
  readonly onPick: (tile: Tile, subtask: number) => void;
}) {
  const { copies, width, onPick } = props;
  const perLine = Math.min(PER_LINE, copies.tiles.length);
  const wide = (width - GAP * (perLine - 1)) / perLine;
  const across = Math.max(2, Math.floor((wide - 14) / 17));
  const lines = Math.ceil(Math.min(TILES, copies.tiles[0]?.length ?? 0) / across);
  const high = 26 + lines * 15 + 20;
  const height = Math.ceil(copies.tiles.length / perLine) * (high + GAP) - GAP;
  const pitch = (wide - 14) / across;
  return (
    <Figure
      width={width}
      height={height}
      label={`${copies.tiles.length} copies; ${copies.differing} of ${copies.compared} compared entries differ`}
    >
      {copies.tiles.map((tiles, subtask) => {
        const x = (subtask % perLine) * (wide + GAP);
        const y = Math.floor(subtask / perLine) * (high + GAP);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: copies are numbered.
          <g key={subtask}>
            <rect
              x={x + 0.5}
              y={y + 0.5}
              width={wide - 1}
              height={high - 1}
              rx={6}
              fill="var(--wash)"
              fillOpacity={0.5}
              stroke="var(--line)"
            />
            <Words x={x + 8} y={y + 16} number tone="ink">
              {wide > 84 ? `subtask ${subtask}` : `sub ${subtask}`}
            </Words>
            {tiles.map((tile, at) => (
              <rect
                key={tile.key}
                data-pick=""
                aria-hidden="true"
                x={x + 7 + (at % across) * pitch + 0.5}
                y={y + 24.5 + Math.floor(at / across) * 15}
                width={pitch - 4}
                height={11}
                rx={2}
                fill={tile.shade === null ? 'var(--card)' : 'var(--drivers)'}
                fillOpacity={tile.shade === null ? 1 : 0.22 + 0.78 * tile.shade}
                stroke={tile.differs ? 'var(--failure)' : 'var(--ink)'}
                strokeWidth={tile.differs ? 2 : 0.6}
                strokeDasharray={tile.shade === null ? '2 2' : undefined}
                onClick={() => onPick(tile, subtask)}
              >
                <title>{`${tile.key}: ${tile.shade === null ? 'not in this copy' : tile.values.join(', ')}`}</title>
              </rect>
            ))}
            <Words x={x + 8} y={y + high - 7} number>
              {`${countText(copies.totals[subtask])}${wide > 110 ? ' entries' : ''}`}
            </Words>
          </g>
        );
      })}
    </Figure>
  );
}
