'use client';
import { CheckRow } from '#components/ui/check-row.tsx';
import { type EdgeColumn, edgeColumns } from '#lib/url/graph-codec.ts';
import { columnLooks } from './columns.tsx';

export interface ColumnMenuProps {
  readonly hidden: readonly EdgeColumn[];
  readonly onHidden: (hidden: readonly EdgeColumn[]) => void;
}

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
