'use client';
import { GridCell } from '#components/ui/grid/grid-cell.tsx';
import { VirtualGrid } from '#components/ui/grid/virtual-grid.tsx';
import type { EdgeId } from '#lib/core/ids.ts';
import type { EdgeColumn, EdgeSort } from '#lib/url/graph-codec.ts';
import { edgeCells } from './edge-cells.tsx';
import { edgeColumn } from './edge-column.ts';
import type { EdgeRow } from './edge-row.ts';

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

const keyOf = ({ edge }: EdgeRow): EdgeId => edge.id;

/** The edges as a table; going to a row chooses its edge. */
export function EdgeTable({ rows, shown, sort, onSort, chosen, onChoose, found }: EdgeTableProps) {
  const columns = shown.map(edgeColumn);
  return (
    <VirtualGrid
      label="Edges"
      rows={rows}
      keyOf={keyOf}
      rowHeight={32}
      columns={columns}
      sort={sort}
      onSort={onSort}
      isChosen={({ edge }) => edge.id === chosen}
      onGo={({ edge }) => onChoose(edge.id)}
      rowClass={({ edge }) => (found?.has(edge.id) === false ? 'opacity-45' : '')}
    >
      {(row) =>
        columns.map(({ id, right }) => (
          <GridCell key={id} className={right ? 'tabular justify-end' : ''}>
            {edgeCells[id](row)}
          </GridCell>
        ))
      }
    </VirtualGrid>
  );
}
