import type { ReactNode } from 'react';
import { cx } from '#components/ui/cx.ts';
import { Cell } from './cell.tsx';

interface GridCellProps {
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly title?: string | undefined;
}

/** A cell in one line, in a column: what does not fit is cut off. */
export const GridCell = ({ children, className, title }: GridCellProps) => (
  <Cell
    title={title}
    className={cx('flex min-w-0 items-center overflow-hidden whitespace-nowrap', className)}
  >
    {children}
  </Cell>
);
