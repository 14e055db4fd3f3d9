/** Where a request ends and with which share, in words that both sides have. */
export interface Answer {
  readonly outcomes: Readonly<Record<string, number>>;
  /** What the first rule does beside; null where there is none. */
  readonly does: {
    readonly timeout: number | null;
    readonly attempts: number;
    readonly mirrors: readonly string[];
  } | null;
}

/** An answer for comparison: shares rounded, so that sums of thirds are the same. */
export const rounded = ({ outcomes, does }: Answer) => ({
  outcomes: Object.fromEntries(
    Object.entries(outcomes)
      .map(([outcome, share]) => [outcome, Math.round(share * 1e6) / 1e6] as const)
      .filter(([, share]) => share > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ),
  does,
});
