import type { OpenProblem } from '#lib/api/incidents-contract.ts';

/** Where one stands among the open problems, and those beside it; `at` is null for one that is not among them any more. */
export interface Stepping {
  readonly at: number | null;
  readonly count: number;
  readonly current: OpenProblem | null;
  readonly previous: OpenProblem | null;
  readonly next: OpenProblem | null;
}

/** In the order of the incidents page. From one that is gone the first is next. */
export function steppingFrom(rows: readonly OpenProblem[], key: string): Stepping {
  const at = rows.findIndex((row) => row.key === key);
  return {
    at: at < 0 ? null : at,
    count: rows.length,
    current: rows[at] ?? null,
    previous: at > 0 ? (rows[at - 1] ?? null) : null,
    next: rows[at + 1] ?? null,
  };
}
