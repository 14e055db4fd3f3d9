'use client';
import { Columns3 } from 'lucide-react';
import { lazy } from 'react';
import { Floating } from '#components/ui/floating.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { ColumnMenuProps } from './column-choices.tsx';

const ColumnChoices = lazy(() =>
  import('./column-choices.tsx').then((module) => ({ default: module.ColumnChoices })),
);

/** Chooses which columns the edge list has. */
export function ColumnMenu(props: ColumnMenuProps) {
  return (
    <Floating
      label="Columns"
      align="end"
      className="w-56 p-2"
      trigger={<IconButton side="top" icon={Columns3} label="Columns" />}
    >
      <ColumnChoices {...props} />
    </Floating>
  );
}
