import type { CSSProperties } from 'react';
import { cx } from '#components/ui/cx.ts';
import { nextSort, type Sort } from './next-sort.ts';
import { SortHeaderCell } from './sort-header-cell.tsx';

interface SortHeaderRowProps<Column extends string> {
  readonly columns: readonly Column[];
  readonly titleOf: (column: Column) => string;
  readonly isRight: (column: Column) => boolean;
  /** Whether a column starts with its largest values. */
  readonly startsDescending: (column: Column) => boolean;
  readonly sort: Sort<Column>;
  readonly onSort: (sort: Sort<Column>) => void;
  /** The tracks of the grid and the height of the row. */
  readonly style: CSSProperties;
  readonly className?: string;
}

/** The heads of the columns of a virtual table, which stay in sight. */
export function SortHeaderRow<Column extends string>({
  columns,
  titleOf,
  isRight,
  startsDescending,
  sort,
  onSort,
  style,
  className,
}: SortHeaderRowProps<Column>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no <table>
    // biome-ignore lint/a11y/useFocusableInteractive: its buttons hold the focus
    <div
      role="row"
      style={style}
      className={cx('sticky top-0 z-10 grid items-center border-line border-b bg-surface', className)}
    >
      {columns.map((column) => (
        <SortHeaderCell
          key={column}
          title={titleOf(column)}
          sorted={sort.column === column ? (sort.descending ? 'descending' : 'ascending') : null}
          right={isRight(column)}
          onPress={() => onSort(nextSort(sort, column, startsDescending(column)))}
        />
      ))}
    </div>
  );
}
