/** What a version is chosen by. */
export interface Candidate {
  readonly version: string;
  /** Its declared share, 0 to 1; null where no rule declares one. */
  readonly declared: number | null;
  /** Requests per second; null without data. */
  readonly rate: number | null;
}

/**
 * The version that the others are compared with: the one that a person named, else the one with the larger declared share, else with
 * the most requests. Null where there is neither.
 */
export function chooseStable(candidates: readonly Candidate[], named: string | null): string | null {
  if (named !== null) return named;
  const [first, second] = candidates.toSorted(
    (a, b) =>
      (b.declared ?? 0) - (a.declared ?? 0) ||
      (b.rate ?? 0) - (a.rate ?? 0) ||
      a.version.localeCompare(b.version, 'en', { numeric: true }),
  );
  if (first === undefined) return null;
  const known = (first.declared ?? 0) > 0 || (first.rate ?? 0) > 0;
  return known || second === undefined ? first.version : null;
}
