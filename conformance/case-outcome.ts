/** How often a code was expected in a case and what came of it. */
export interface CodeCount {
  readonly code: string;
  readonly expected: number;
  readonly found: number;
  readonly missing: number;
  readonly extra: number;
}

/** What came of one case. `missing` was expected and is not there; `extra` is there and was not expected. */
export interface CaseOutcome {
  readonly id: string;
  readonly kind: string;
  readonly pass: boolean;
  /** What its origin does and others need not: reported apart. */
  readonly quirk: string | null;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** For cases about findings: by code, in the scope of the case. */
  readonly codes?: readonly CodeCount[];
  /** Scored apart from whether the case passes: what was found as expected but for its level, path and so on. */
  readonly apart?: readonly ApartScore[];
}

/** How many of the findings that were found as expected agree in one more respect. */
export interface ApartScore {
  readonly what: string;
  readonly agree: number;
  readonly of: number;
  readonly differences: readonly string[];
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
