/** One line of the report: what was measured, what it is compared with, and the budget as a ratio or a count. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly limit: string;
  /** Measured over limit; at most `budget` is within the budget. */
  readonly ratio: number;
  readonly budget: number;
}

/** The rows as a Markdown table, fit for bench/README.md. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(
    (r) =>
      `| ${r.what} | ${r.measured} | ${r.limit} | ${r.ratio.toFixed(2)} | ≤ ${r.budget} | ${r.ratio <= r.budget ? 'within' : 'beyond'} |`,
  );
  return [
    '| what | measured | compared with | ratio | budget | |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}
