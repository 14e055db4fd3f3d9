'use client';
import { type CSSProperties, type ReactNode, useId } from 'react';
import { cx } from '#components/ui/cx.ts';
import { Cell } from './cell.tsx';
import { FocusFrame } from './focus-frame.tsx';
import { columnGap, type GridColumn, narrowestOf, tracksOf } from './grid-column.ts';
import { HeadRow } from './head-row.tsx';
import { NewRows } from './new-rows.tsx';
import type { Sort } from './next-sort.ts';
import { type GridRows, useGridRows } from './use-grid-rows.ts';
import { type RowAria, VirtualRow } from './virtual-row.tsx';

interface VirtualGridProps<Row, Column extends string> extends GridRows<Row> {
  readonly label: string;
  /** Of the element that takes the focus, for who wants to give it. */
  readonly id?: string;
  readonly role?: 'grid' | 'treegrid' | 'listbox';
  /** Without columns a row is one cell. */
  readonly columns?: readonly GridColumn<Column>[];
  readonly sort?: Sort<Column>;
  readonly onSort?: (sort: Sort<Column>) => void;
  /** Pixels at each end of a row that has columns. */
  readonly inset?: number;
  /** Whether a line stands between rows. */
  readonly ruled?: boolean;
  /** Whether rows are as high as what is in them, and `rowHeight` is a guess. */
  readonly measured?: boolean;
  readonly className?: string;
  readonly rowClass?: (row: Row) => string;
  readonly rowAria?: (row: Row) => RowAria;
  /** What is in a row: a `GridCell` for each column. */
  readonly children: (row: Row, index: number) => ReactNode;
}

/**
 * Rows of which only those in sight are drawn: a table, a tree or a list. It is one stop of the Tab key: arrows, j and k, Page Up and
 * Down, Home and End step from row to row, Enter opens one. The row they go on from stays the same row while data change.
 */
export function VirtualGrid<Row, Column extends string = string>(props: VirtualGridProps<Row, Column>) {
  const { label, id, role = 'grid', rows, columns, sort, onSort, inset = columnGap, className } = props;
  const name = useId();
  const {
    rowHeight,
    ruled = true,
    measured = false,
    isChosen,
    onGo,
    newAtTop,
    rowClass,
    rowAria,
    children,
  } = props;
  const headed = columns === undefined ? 0 : 1;
  const headHeight = headed * rowHeight;
  const { keys, at, fresh, scroller, virtual, press, goTo } = useGridRows(props, headHeight);
  const rowStyle = { ...stylesOf(columns, inset), ...(measured ? {} : { height: rowHeight }) };
  const isList = role === 'listbox';
  return (
    <div className={cx('relative flex min-h-0 min-w-0 flex-1', className)}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its role is an argument */}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: the same */}
      <div
        ref={scroller}
        id={id}
        role={role}
        tabIndex={0}
        aria-label={label}
        aria-rowcount={isList ? undefined : rows.length + headed}
        aria-activedescendant={at < 0 ? undefined : `${name}-${at}`}
        onKeyDown={press}
        className="group/rows peer min-h-0 min-w-0 flex-1 overflow-auto outline-none"
      >
        <div style={columns && { minWidth: narrowestOf(columns, inset) }}>
          {columns ? (
            <HeadRow
              columns={columns}
              sort={sort}
              onSort={onSort}
              style={{ ...rowStyle, height: rowHeight }}
            />
          ) : null}
          <div className="relative" role="presentation" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              if (row === undefined) return null;
              return (
                <VirtualRow
                  key={keys[index]}
                  id={`${name}-${index}`}
                  role={isList ? 'option' : 'row'}
                  index={index}
                  place={index + 1 + headed}
                  count={rows.length}
                  chosen={isChosen?.(row)}
                  active={index === at}
                  aria={rowAria?.(row)}
                  measure={measured ? virtual.measureElement : undefined}
                  onPress={() => goTo(index, 'pointer')}
                  style={{ ...rowStyle, transform: `translateY(${start - headHeight}px)` }}
                  className={cx(
                    ruled && 'border-line border-b',
                    columns && 'grid items-center',
                    onGo && 'cursor-pointer',
                    rowClass?.(row),
                  )}
                >
                  {role === 'grid' && !columns ? <Cell>{children(row, index)}</Cell> : children(row, index)}
                </VirtualRow>
              );
            })}
          </div>
        </div>
      </div>
      <FocusFrame />
      {newAtTop === undefined ? null : (
        <NewRows
          count={fresh}
          called={newAtTop}
          top={headHeight + 8}
          onShow={() => virtual.scrollToOffset(0)}
        />
      )}
    </div>
  );
}

const stylesOf = (columns: readonly GridColumn[] | undefined, inset: number): CSSProperties =>
  columns === undefined ? {} : { gridTemplateColumns: tracksOf(columns), columnGap, paddingInline: inset };
