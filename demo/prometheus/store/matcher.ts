import { compileAnchored, literalAlternatives } from './re2.ts';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** One label matcher of a selector. A label that is absent has the empty value. */
export interface Matcher {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
  matches(value: string): boolean;
}

/** Compiles a matcher; throws BadRegexError where the pattern is not one. */
export function matcher(label: string, operator: MatchOperator, value: string): Matcher {
  return { label, operator, value, matches: predicate(operator, value) };
}

function predicate(operator: MatchOperator, wanted: string): (value: string) => boolean {
  switch (operator) {
    case '=':
      return (value) => value === wanted;
    case '!=':
      return (value) => value !== wanted;
    case '=~':
      return regexTest(wanted);
    case '!~': {
      const test = regexTest(wanted);
      return (value) => !test(value);
    }
  }
}

function regexTest(pattern: string): (value: string) => boolean {
  const words = literalAlternatives(pattern);
  if (words) return (value) => words.has(value);
  const regex = compileAnchored(pattern);
  // Label values repeat over thousands of series, so each is tested once.
  const known = new Map<string, boolean>();
  return (value) => {
    let result = known.get(value);
    if (result === undefined) {
      result = regex.test(value);
      if (known.size < 100_000) known.set(value, result);
    }
    return result;
  };
}

/** The selector's text, used as a key: the same text always selects the same series. */
export const matchersKey = (matchers: readonly Matcher[]): string =>
  matchers.map((m) => `${m.label}${m.operator}${JSON.stringify(m.value)}`).join(',');
