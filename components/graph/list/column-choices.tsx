'use client';
import { CheckRow } from '#components/ui/check-row.tsx';
import { edgeColumns } from '#lib/url/graph-codec.ts';
import type { ColumnMenuProps } from './column-menu.tsx';
import { columnLooks } from './columns.tsx';

/** A line for each column that may be put away. */
export function ColumnChoices({ hidden, onHidden }: ColumnMenuProps) {
  return edgeColumns
    .filter((column) => column !== 'source' && column !== 'target')
    .map((column) => (
      <CheckRow
        key={column}
        label={columnLooks[column].title}
        checked={!hidden.includes(column)}
        onChange={() =>
          onHidden(hidden.includes(column) ? hidden.filter((each) => each !== column) : [...hidden, column])
        }
      />
    ));
}
