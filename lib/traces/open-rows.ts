import type { TreeSpan } from './span-tree.ts';

/** The spans of some trees from top to bottom, without what is below closed ones. Iterative: a chain may be thousands deep. */
export function openRows(roots: readonly TreeSpan[], closed: ReadonlySet<TreeSpan>): readonly TreeSpan[] {
  const rows: TreeSpan[] = [];
  const stack = [...roots].reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    rows.push(next);
    if (closed.has(next)) continue;
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i];
      if (child !== undefined) stack.push(child);
    }
  }
  return rows;
}

/** What a key does in a tree: where it leads, or what it closes or opens. */
export type TreeStep = { readonly to: number } | { readonly toggle: TreeSpan };

/** What the arrows to the sides do at row `at`: open, close, into the first child, out to the caller. Null: nothing. */
export function sideStep(
  key: string,
  at: number,
  rows: readonly TreeSpan[],
  closed: ReadonlySet<TreeSpan>,
): TreeStep | null {
  const row = rows[at];
  if (row === undefined) return null;
  const hasOpen = row.children.length > 0 && !closed.has(row);
  if (key === 'ArrowRight') {
    if (row.children.length === 0) return null;
    return hasOpen ? { to: at + 1 } : { toggle: row };
  }
  if (key !== 'ArrowLeft') return null;
  if (hasOpen) return { toggle: row };
  const above = rows.findLastIndex((each, i) => i < at && each.depth < row.depth);
  return above < 0 ? null : { to: above };
}
