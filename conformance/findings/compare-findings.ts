import type { CaseOutcome, CodeCount } from '../case-outcome.ts';

/** A finding as a corpus writes it: a code and the object it is about (`VirtualService shop/cart`). */
export interface Named {
  readonly code: string;
  readonly object: string;
}

const keyOf = ({ code, object }: Named): string => `${code} ${object}`;

/**
 * Compares what was found with what was expected, as sets: the same code on the same object counts once on either side.
 * A case passes when nothing is missing and nothing is extra.
 */
export function compareFindings(
  found: readonly Named[],
  expected: readonly Named[],
): Pick<CaseOutcome, 'pass' | 'missing' | 'extra' | 'codes'> {
  const is = new Map(found.map((one) => [keyOf(one), one]));
  const should = new Map(expected.map((one) => [keyOf(one), one]));
  const missing = [...should].filter(([key]) => !is.has(key)).map(([, one]) => one);
  const extra = [...is].filter(([key]) => !should.has(key)).map(([, one]) => one);
  return {
    pass: missing.length === 0 && extra.length === 0,
    missing: missing.map(keyOf),
    extra: extra.map(keyOf),
    codes: countCodes([...should.values()], [...is.values()], missing, extra),
  };
}

function countCodes(
  expected: readonly Named[],
  found: readonly Named[],
  missing: readonly Named[],
  extra: readonly Named[],
): readonly CodeCount[] {
  const of = (list: readonly Named[], code: string) => list.filter((one) => one.code === code).length;
  const all = new Set([...expected, ...found].map(({ code }) => code));
  return [...all].sort().map((code) => ({
    code,
    expected: of(expected, code),
    found: of(found, code),
    missing: of(missing, code),
    extra: of(extra, code),
  }));
}
