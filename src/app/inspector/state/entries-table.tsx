/** State as it is: one table for each named structure of each subtask. */
import type { StatePicture } from '../../../run/protocol.ts';
import { count } from '../../format.ts';
import { cellText } from './cell-text.ts';
import styles from './entries-table.module.css';

const MOST_ROWS = 60;

export function EntriesTable({ picture }: { readonly picture: StatePicture }) {
  const tables = picture.subtasks.flatMap(({ entries }, subtask) =>
    entries.map((part) => ({ ...part, subtask, key: `${subtask} ${part.name}` })),
  );
  if (tables.length === 0) return <p className={styles['none']}>It keeps no state.</p>;
  return tables.map(({ key, name, subtask, columns, rows, total }) => (
    <details key={key} className={styles['entries']} open={total > 0}>
      <summary>
        {name}
        <span>
          subtask {subtask} · {count(total, 'entry', 'entries')}
        </span>
      </summary>
      {total > 0 && (
        <div tabIndex={0} role="region" aria-label={`${name}, subtask ${subtask}`}>
          <table>
            <thead>
              <tr>
                {columns.map((column, index) => (
                  // Two columns may have one name (a key and a field of the value); the place tells them apart.
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                  <th key={index} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MOST_ROWS).map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in this picture
                <tr key={index}>
                  {row.map((value, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: see the head
                    <td key={column} data-number={typeof value === 'number' || undefined}>
                      {cellText(value)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {total > MOST_ROWS && (
        <p
          className={styles['none']}
        >{`The first ${Math.min(MOST_ROWS, rows.length)} of ${total.toLocaleString('en-US')}.`}</p>
      )}
    </details>
  ));
}
