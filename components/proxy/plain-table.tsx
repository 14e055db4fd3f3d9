import { cx } from '#components/ui/cx.ts';
import type { DenseColumn } from '#components/ui/dense-table.tsx';

interface PlainTableProps<Row> {
  readonly title: string;
  readonly columns: readonly Pick<DenseColumn<Row>, 'title' | 'cell' | 'right' | 'className'>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, index: number) => string;
  /** What to say where there is no row. */
  readonly empty: string;
}

/** A short table under its heading: neither sorted nor filtered. */
export function PlainTable<Row>({ title, columns, rows, keyOf, empty }: PlainTableProps<Row>) {
  return (
    <section>
      <h3 className="mb-1.5 font-semibold text-muted text-xs">{title}</h3>
      {rows.length === 0 ? (
        <p className="text-muted">{empty}</p>
      ) : (
        <div className="overflow-x-auto rounded-md border border-line bg-surface">
          <table aria-label={title} className="w-full">
            <thead className="text-left text-muted text-xs">
              <tr>
                {columns.map((column) => (
                  <th
                    key={column.title}
                    scope="col"
                    className={cx('h-8 whitespace-nowrap px-3 font-medium', column.right && 'text-right')}
                  >
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, i) => (
                <tr key={keyOf(row, i)} className="border-line border-t align-top">
                  {columns.map((column) => (
                    <td
                      key={column.title}
                      className={cx('px-3 py-1.5', column.right && 'tabular text-right', column.className)}
                    >
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
