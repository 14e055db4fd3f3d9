import { ArrowDown, ArrowUp } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';

interface HeadCellProps {
  readonly title: string;
  /** Whether its cells stand at the right, as numbers do. */
  readonly right: boolean;
  /** Which way the rows are sorted by this column; null where they are sorted by another. */
  readonly sorted: 'ascending' | 'descending' | null;
  /** Sorts the rows by it; null where rows are not sorted by column. */
  readonly onPress: (() => void) | null;
}

/** The head of a column of a virtual table: pressed, it sorts the rows. */
export function HeadCell({ title, right, sorted, onPress }: HeadCellProps) {
  const Arrow = sorted === 'descending' ? ArrowDown : ArrowUp;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see virtual-row.tsx
    // biome-ignore lint/a11y/useFocusableInteractive: its button, where it has one, holds the focus
    <div
      role="columnheader"
      aria-sort={onPress === null ? undefined : (sorted ?? 'none')}
      className={cx('whitespace-nowrap', right && 'text-right')}
    >
      {onPress === null ? (
        title
      ) : (
        <button
          type="button"
          onClick={onPress}
          className={cx(
            'inline-flex items-center gap-1 rounded-sm hover:text-text',
            sorted !== null && 'text-text',
          )}
        >
          {title}
          {sorted === null ? null : <Arrow size={12} aria-hidden />}
        </button>
      )}
    </div>
  );
}
