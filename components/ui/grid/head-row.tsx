import type { CSSProperties } from 'react';
import type { GridColumn } from './grid-column.ts';
import { HeadCell } from './head-cell.tsx';
import { nextSort, type Sort } from './next-sort.ts';

interface HeadRowProps<Id extends string> {
  readonly columns: readonly GridColumn<Id>[];
  /** What rows are sorted by; undefined where they are in an order of their own. */
  readonly sort: Sort<Id> | undefined;
  readonly onSort: ((sort: Sort<Id>) => void) | undefined;
  /** The tracks of the columns and the height of the row. */
  readonly style: CSSProperties;
}

/** The heads of the columns of a virtual table, which stay in sight. */
export function HeadRow<Id extends string>({ columns, sort, onSort, style }: HeadRowProps<Id>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see virtual-row.tsx
    // biome-ignore lint/a11y/useFocusableInteractive: the buttons in it hold the focus
    <div
      role="row"
      aria-rowindex={1}
      style={style}
      className="sticky top-0 z-10 grid items-center border-line border-b bg-surface font-medium text-muted text-xs"
    >
      {columns.map(({ id, title, right = false, largestFirst = false }) => (
        <HeadCell
          key={id}
          title={title}
          right={right}
          sorted={sort?.column === id ? (sort.descending ? 'descending' : 'ascending') : null}
          onPress={sort && onSort ? () => onSort(nextSort(sort, id, largestFirst)) : null}
        />
      ))}
    </div>
  );
}
