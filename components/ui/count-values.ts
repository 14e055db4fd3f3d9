import type { Counted } from './counted-choice.tsx';

/** How many of the items have each value; those of `known` that none has are among them, with 0. */
export function countValues<Item>(
  items: readonly Item[],
  of: (item: Item) => readonly string[],
  known: readonly string[] = [],
): Counted {
  const counts = new Map(known.map((value) => [value, 0]));
  for (const item of items) for (const value of of(item)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
