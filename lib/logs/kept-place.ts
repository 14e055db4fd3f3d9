/** Where a list stands that others take the place of. */
export interface Place {
  /** What the list was, a key for each row from the top. */
  readonly keys: readonly string[];
  /** The row that is held: it stays where it is on the screen. */
  readonly row: number;
}

/** How a newer list lies to the one before. */
export interface Moved {
  /** By how many rows what is held has gone down. */
  readonly by: number;
  /** Rows that the list before did not have. */
  readonly fresh: number;
}

/**
 * How a newer list lies to the one that is looked at: by the row that is held or, where it is gone, the nearest above it that is not. Rows
 * that are alike are told apart by how many of them there are.
 */
export function keptPlace({ keys, row }: Place, next: readonly string[]): Moved {
  const [before, after] = [counted(keys), counted(next)];
  const places = new Map(after.map((key, at) => [key, at]));
  const known = new Set(before);
  const fresh = after.filter((key) => !known.has(key)).length;
  for (let at = Math.min(row, before.length - 1); at >= 0; at -= 1) {
    const place = places.get(before[at] ?? '');
    if (place !== undefined) return { by: place - at, fresh };
  }
  return { by: 0, fresh };
}

/** The newest stand first: of those that are alike the last, which is the oldest, is the first to have been there. */
function counted(keys: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return keys
    .toReversed()
    .map((key) => {
      const count = seen.get(key) ?? 0;
      seen.set(key, count + 1);
      return `${count} ${key}`;
    })
    .reverse();
}
