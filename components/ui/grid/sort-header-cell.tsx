import { ArrowDown, ArrowUp } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';

interface SortHeaderCellProps {
  readonly title: string;
  /** Which way the rows are sorted by this column; null where they are sorted by another. */
  readonly sorted: 'ascending' | 'descending' | null;
  /** Whether its cells stand at the right, as numbers do. */
  readonly right?: boolean | undefined;
  readonly onPress: () => void;
}

/** The head of a column of a virtual table: pressed, it sorts the rows. */
export function SortHeaderCell({ title, sorted, right = false, onPress }: SortHeaderCellProps) {
  const Arrow = sorted === 'descending' ? ArrowDown : ArrowUp;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no <table>
    // biome-ignore lint/a11y/useFocusableInteractive: its button holds the focus
    <div
      role="columnheader"
      aria-sort={sorted ?? 'none'}
      className={cx('whitespace-nowrap', right && 'text-right')}
    >
      <button
        type="button"
        onClick={onPress}
        className={cx(
          'inline-flex items-center gap-1 rounded-sm font-medium text-xs hover:text-text',
          sorted === null ? 'text-muted' : 'text-text',
        )}
      >
        {title}
        {sorted === null ? null : <Arrow size={12} aria-hidden />}
      </button>
    </div>
  );
}
