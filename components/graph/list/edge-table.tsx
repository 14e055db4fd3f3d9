'use client';
import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { cx } from '#components/ui/cx.ts';
import { FocusFrame } from '#components/ui/grid/focus-frame.tsx';
import { GridCell } from '#components/ui/grid/grid-cell.tsx';
import { SortHeaderRow } from '#components/ui/grid/sort-header-row.tsx';
import { stepRows } from '#components/ui/grid/step-rows.ts';
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
    const next = stepRows(event.key, chosenIndex, drawn.length);
    const row = next === null ? undefined : drawn[next];
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
          <SortHeaderRow
            columns={shown}
            titleOf={(column) => columnLooks[column].title}
            isRight={(column) => columnLooks[column].right === true}
            startsDescending={(column) => startsDescending.has(column)}
            sort={sort}
            onSort={onSort}
            style={{ ...grid, height: rowHeight }}
          />
          <div className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = drawn[item.index];
              if (!row) return null;
              return (
                // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no <table>
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
                      <GridCell
                        key={cell.id}
                        className={columnLooks[column].right ? 'tabular justify-end' : ''}
                      >
                        <table.FlexRender cell={cell} />
                      </GridCell>
                    ) : null;
                  })}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      <FocusFrame />
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
