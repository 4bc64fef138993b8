/** The rows behind a picture: a table that opens beneath it. A row that can be picked has a button in its first cell. */
import { useState } from 'react';
import styles from './figure.module.css';

export interface RowsProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly onPick?: ((row: number) => void) | undefined;
}

const MOST = 400;

export function Rows({ title, columns, rows, onPick }: RowsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles['rows']} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && <RowTable columns={columns} rows={rows} onPick={onPick} />}
    </details>
  );
}

export function RowTable({ columns, rows, onPick }: Omit<RowsProps, 'title'>) {
  return (
    <div className={styles['table']} tabIndex={0}>
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
          {rows.slice(0, MOST).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a picture have no other name than their place in it.
            <tr key={at}>
              {row.map((value, i) => (
                <td key={columns[i]}>
                  {i === 0 && onPick !== undefined ? (
                    <button type="button" onClick={() => onPick(at)}>
                      {value}
                    </button>
                  ) : (
                    value
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
