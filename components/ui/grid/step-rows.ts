/** So many rows a page is, for the keys that turn pages. */
const page = 10;

/**
 * The row that a key leads to from row `at` (-1 where none is chosen yet) of `count`; null for keys that lead nowhere and where
 * there are no rows.
 */
export function stepRows(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'PageDown':
      return Math.min(last, at + page);
    case 'PageUp':
      return Math.max(0, at - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
