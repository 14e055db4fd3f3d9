import type { ReactNode } from 'react';
import { cx } from '#components/ui/cx.ts';

interface GridCellProps {
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly title?: string | undefined;
}

/** A cell of a virtual table: what does not fit is cut off. */
export function GridCell({ children, className, title }: GridCellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no <table>
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
    <div
      role="gridcell"
      title={title}
      className={cx('flex min-w-0 items-center overflow-hidden whitespace-nowrap', className)}
    >
      {children}
    </div>
  );
}
