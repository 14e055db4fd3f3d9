/** What came of one case. `missing` was expected and is not there; `extra` is there and was not expected. */
export interface CaseOutcome {
  readonly id: string;
  readonly kind: string;
  readonly pass: boolean;
  /** What its origin does and others need not: reported apart. */
  readonly quirk: string | null;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

export interface SuiteOutcome {
  readonly suite: string;
  readonly cases: readonly CaseOutcome[];
  /** Cases that no real system can bring about, left out. */
  readonly leftOut: number;
}

/** A case that could not be run to its end: its error is what it has in excess. */
export const brokenCase = (id: string, kind: string, quirk: string | null, error: unknown): CaseOutcome => ({
  id,
  kind,
  quirk,
  pass: false,
  missing: [],
  extra: [`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
});

/** Rows of tables that ask one function each. */
export const unitKind = 'unit';

/** The outcome of one row of a table. */
export function rowOutcome(id: string, is: unknown, should: unknown): CaseOutcome {
  const [a, b] = [JSON.stringify(is), JSON.stringify(should)];
  const pass = a === b;
  return { id, kind: unitKind, quirk: null, pass, missing: pass ? [] : [b], extra: pass ? [] : [a] };
}
