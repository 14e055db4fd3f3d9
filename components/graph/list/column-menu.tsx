'use client';
import { Columns3 } from 'lucide-react';
import { lazy } from 'react';
import { Floating } from '#components/ui/floating.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { ListColumns } from './use-list-columns.ts';

const ColumnChoices = lazy(() =>
  import('./column-choices.tsx').then((module) => ({ default: module.ColumnChoices })),
);

/** Chooses which columns the edge list has. */
export function ColumnMenu(props: ListColumns) {
  return (
    <Floating
      label="Columns"
      align="end"
      className="w-64 p-2"
      trigger={<IconButton side="top" icon={Columns3} label="Columns" />}
    >
      <ColumnChoices {...props} />
    </Floating>
  );
}
