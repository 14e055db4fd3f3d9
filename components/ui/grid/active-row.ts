/** The row that keys go on from. */
export interface ActiveRow {
  /** Null until somebody went to a row. */
  readonly key: string | null;
  /** Where it stands; -1 where there is none. */
  readonly at: number;
}

export const noActiveRow: ActiveRow = { key: null, at: -1 };

/**
 * The active row once the rows are these: it goes where its key goes. Where its key is gone, the row that stands in its place is the
 * active one, or the last where there are fewer. The same object where nothing changed.
 */
export function keepActive(active: ActiveRow, keys: readonly string[]): ActiveRow {
  const { key, at } = active;
  if (key === null || keys[at] === key) return active;
  if (keys.length === 0) return at === -1 ? active : { key, at: -1 };
  const now = keys.indexOf(key);
  if (now >= 0) return { key, at: now };
  const place = Math.min(Math.max(0, at), keys.length - 1);
  return { key: keys[place] ?? null, at: place };
}
