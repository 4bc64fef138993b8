import type { StatePicture } from '../../run/protocol.ts';
import styles from './inspector.module.css';

const ROWS = 40;

/** State as it is: one table for each named structure and subtask. */
export function EntriesTable({ picture }: { readonly picture: StatePicture }) {
  const filled = picture.subtasks.flatMap(({ entries }, subtask) => entries.map((part) => ({ ...part, subtask })));
  if (filled.length === 0) return <p className={styles['about']}>This operator keeps no state.</p>;
  return filled.map(({ name, subtask, columns, rows, total }) => (
    <section key={`${subtask} ${name}`} className={styles['entries']} aria-label={`${name}, subtask ${subtask}`}>
      <h2>
        {name}{' '}
        <span>
          subtask {subtask} · {total}
        </span>
      </h2>
      <div tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS).map((row) => (
              <tr key={row.slice(0, 3).join(' ')}>
                {row.map((value, i) => (
                  <td key={columns[i]}>
                    {typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value ?? '–')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  ));
}
