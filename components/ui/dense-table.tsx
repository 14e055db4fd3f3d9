'use client';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { formatCount } from '#lib/format/number.ts';
import { cx } from './cx.ts';
import { WordFilter } from './word-filter.tsx';

export interface DenseColumn<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** What rows are sorted by; null last. Columns without it are not sorted by. */
  readonly by?: (row: Row) => string | number | null;
  /** Numbers stand at the right and start with the largest. */
  readonly right?: boolean;
  readonly className?: string;
}

interface DenseTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly DenseColumn<Row>[];
  readonly keyOf: (row: Row, index: number) => string;
  /** The text in which the filter's words are looked for. */
  readonly textOf: (row: Row) => string;
  /** What to say where there is no row at all. */
  readonly empty: string;
}

/** More rows than this are found by the filter: they are not drawn. */
const mostDrawn = 300;

/** A table of rows that are filtered by word and sorted by a column, as they come until one is chosen. */
export function DenseTable<Row>({ label, rows, columns, keyOf, textOf, empty }: DenseTableProps<Row>) {
  const [words, setWords] = useState('');
  const [sort, setSort] = useState<{ readonly column: number; readonly descending: boolean } | null>(null);
  const found = useMemo(() => {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const kept = rows.filter((row) => {
      const text = textOf(row).toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
    const by = sort === null ? undefined : columns[sort.column]?.by;
    return by === undefined || sort === null ? kept : sorted(kept, by, sort.descending);
  }, [rows, columns, textOf, words, sort]);
  if (rows.length === 0) return <p className="text-muted">{empty}</p>;
  const press = (column: number) =>
    setSort(
      sort?.column === column
        ? { column, descending: !sort.descending }
        : { column, descending: columns[column]?.right === true },
    );
  return (
    <div className="space-y-2">
      <div className="flex items-center gap-3">
        <WordFilter value={words} onChange={setWords} className="max-w-72" />
        <p className="tabular text-muted text-xs" aria-live="polite">
          {found.length > mostDrawn
            ? `The first ${mostDrawn} of ${formatCount(found.length)}: filter to find others`
            : `${formatCount(found.length)} of ${formatCount(rows.length)}`}
        </p>
      </div>
      <div className="overflow-x-auto rounded-md border border-line bg-surface">
        <table aria-label={label} className="w-full">
          <thead className="text-left text-muted text-xs">
            <tr>
              {columns.map(({ title, by, right }, i) => (
                <th
                  key={title}
                  scope="col"
                  aria-sort={ariaSort(sort, i)}
                  className={cx('h-8 whitespace-nowrap px-3 font-medium', right && 'text-right')}
                >
                  {by === undefined ? (
                    title
                  ) : (
                    <button
                      type="button"
                      onClick={() => press(i)}
                      className="inline-flex items-center gap-1 rounded-sm hover:text-text"
                    >
                      {title}
                      {sort?.column === i ? <Arrow descending={sort.descending} /> : null}
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.slice(0, mostDrawn).map((row, i) => (
              <tr key={keyOf(row, i)} className="border-line border-t align-top hover:bg-hover">
                {columns.map(({ title, cell, right, className }) => (
                  <td
                    key={title}
                    className={cx('px-3 py-1.5', right && 'tabular whitespace-nowrap text-right', className)}
                  >
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const Arrow = ({ descending }: { descending: boolean }) =>
  descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />;

const ariaSort = (sort: { readonly column: number; readonly descending: boolean } | null, column: number) =>
  sort?.column !== column ? 'none' : sort.descending ? 'descending' : 'ascending';

function sorted<Row>(
  rows: readonly Row[],
  by: (row: Row) => string | number | null,
  descending: boolean,
): readonly Row[] {
  const way = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return x < y ? -way : x > y ? way : 0;
  });
}
