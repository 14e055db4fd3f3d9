'use client';
import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react';
import { cx } from '#components/ui/cx.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { columnsOnRequest, type EdgeColumn, type EdgeSort } from '#lib/url/graph-codec.ts';
import { columnGap, columnLooks, columns, features, narrowest } from './columns.tsx';
import type { EdgeRow } from './edge-row.ts';

const rowHeight = 32;

interface EdgeTableProps {
  readonly rows: readonly EdgeRow[];
  /** The columns on show, in their order. */
  readonly shown: readonly EdgeColumn[];
  readonly sort: EdgeSort;
  readonly onSort: (sort: EdgeSort) => void;
  readonly chosen: EdgeId | null;
  readonly onChoose: (id: EdgeId) => void;
  /** What a find expression matches: the others step back. Null for no expression. */
  readonly found: ReadonlySet<EdgeId> | null;
}

/** The edges as a table. Arrow keys go through the rows, each choosing its edge; only rows in sight are drawn. */
export function EdgeTable({ rows, shown, sort, onSort, chosen, onChoose, found }: EdgeTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTable({ features, columns, data: rows as EdgeRow[], getRowId: (row) => row.edge.id });
  const drawn = table.getRowModel().rows;
  const places = new Map(columns.map((column, place) => [column.id, place]));
  const grid = {
    gridTemplateColumns: shown.map((column) => columnLooks[column].track).join(' '),
    columnGap,
    paddingInline: columnGap,
  };
  const virtual = useVirtualizer({
    count: drawn.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // Rows begin under the header that stays in sight.
    scrollMargin: 0,
    scrollPaddingStart: rowHeight,
  });
  const chosenIndex = drawn.findIndex((row) => row.id === chosen);
  useEffect(() => {
    if (chosenIndex >= 0) virtual.scrollToIndex(chosenIndex, { align: 'auto' });
  }, [chosenIndex, virtual]);

  const press = (event: KeyboardEvent) => {
    const last = drawn.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: Math.min(last, chosenIndex + 1),
      ArrowUp: Math.max(0, chosenIndex - 1),
      PageDown: Math.min(last, chosenIndex + 10),
      PageUp: Math.max(0, chosenIndex - 10),
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    const row = next === undefined ? undefined : drawn[next];
    if (!row) return;
    event.preventDefault();
    onChoose(row.original.edge.id);
  };

  return (
    <div className="relative flex min-h-0 flex-1">
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtual, which a <table> cannot be */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label="Edges"
        aria-rowcount={drawn.length + 1}
        aria-activedescendant={chosenIndex >= 0 ? `edge-row-${chosenIndex}` : undefined}
        onKeyDown={press}
        className="peer min-h-0 flex-1 overflow-auto outline-none"
      >
        <div style={{ minWidth: narrowest(shown) }}>
          <HeaderRow shown={shown} grid={grid} sort={sort} onSort={onSort} />
          <div className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = drawn[item.index];
              if (!row) return null;
              return (
                // biome-ignore lint/a11y/useSemanticElements: see above
                // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
                // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys
                <div
                  key={row.id}
                  id={`edge-row-${item.index}`}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-selected={row.id === chosen}
                  onClick={() => onChoose(row.original.edge.id)}
                  style={{ ...grid, height: rowHeight, transform: `translateY(${item.start}px)` }}
                  className={cx(
                    'absolute inset-x-0 grid cursor-pointer items-center border-line border-b',
                    row.id === chosen ? 'bg-accent-quiet' : 'hover:bg-hover',
                    found?.has(row.original.edge.id) === false && 'opacity-45',
                  )}
                >
                  {shown.map((column) => {
                    const cell = row.getAllCells()[places.get(column) ?? 0];
                    return cell ? (
                      // biome-ignore lint/a11y/useSemanticElements: see above
                      // biome-ignore lint/a11y/useFocusableInteractive: see above
                      <div
                        key={cell.id}
                        role="gridcell"
                        className={cx(
                          'flex min-w-0 items-center overflow-hidden whitespace-nowrap',
                          columnLooks[column].right && 'tabular justify-end',
                        )}
                      >
                        <table.FlexRender cell={cell} />
                      </div>
                    ) : null;
                  })}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {/* Over the rows, whose own grounds would hide an outline of the grid. */}
      <div className="pointer-events-none absolute inset-0 z-20 hidden border-2 border-accent peer-focus-visible:block" />
    </div>
  );
}

const startsDescending = new Set<EdgeColumn>([
  'status',
  'rate',
  'errors',
  'latency',
  'weight',
  'findings',
  ...columnsOnRequest,
]);

interface HeaderRowProps {
  readonly shown: readonly EdgeColumn[];
  readonly grid: CSSProperties;
  readonly sort: EdgeSort;
  readonly onSort: (sort: EdgeSort) => void;
}

function HeaderRow({ shown, grid, sort, onSort }: HeaderRowProps) {
  const press = (column: EdgeColumn) =>
    onSort({
      column,
      descending: sort.column === column ? !sort.descending : startsDescending.has(column),
    });
  return (
    // biome-ignore lint/a11y/useSemanticElements: the grid is no <table>
    // biome-ignore lint/a11y/useFocusableInteractive: its buttons hold the focus
    <div
      role="row"
      style={{ ...grid, height: rowHeight }}
      className="sticky top-0 z-10 grid items-center border-line border-b bg-surface"
    >
      {shown.map((column) => {
        const here = sort.column === column;
        const Arrow = sort.descending ? ArrowDown : ArrowUp;
        return (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={column}
            role="columnheader"
            aria-sort={here ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            className={cx('whitespace-nowrap', columnLooks[column].right && 'text-right')}
          >
            <button
              type="button"
              onClick={() => press(column)}
              className={cx(
                'inline-flex items-center gap-1 font-medium text-xs hover:text-text',
                here ? 'text-text' : 'text-muted',
              )}
            >
              {columnLooks[column].title}
              {here ? <Arrow size={12} aria-hidden /> : null}
            </button>
          </div>
        );
      })}
    </div>
  );
}
