import type { ChangeRecord } from './change-record.ts';

export interface Minute {
  /** Unix seconds of its beginning. */
  readonly from: number;
  readonly changes: readonly ChangeRecord[];
}

/** Changes by the minute in which they happened, the newest first. */
export function byMinute(changes: readonly ChangeRecord[]): readonly Minute[] {
  const minutes = Map.groupBy(
    changes.toSorted((a, b) => b.at - a.at),
    ({ at }) => Math.floor(at / 60) * 60,
  );
  return [...minutes].map(([from, inIt]) => ({ from, changes: inIt }));
}
