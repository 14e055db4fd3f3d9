import type { Ternary } from '#lib/core/ternary.ts';
import type { StringMatch } from '#lib/istio/networking-types.ts';

/** What RE2 has not, or has in another way than JavaScript: such a pattern is not judged. */
const beyond = /\(\?(?!:|P?<[A-Za-z])|\\[1-9]|\\[pPCAzQE]|\[\[:|[*+?}]\+/;
/** A repeated group that repeats or chooses inside: JavaScript may need exponential time for it, RE2 never does. */
const nested = /\([^()]*[*+{|][^()]*\)[*+{]/;
/** Steps that a pattern may take on a value, as far as they can be counted beforehand. */
const most = 1e7;

/**
 * Whether a pattern of RE2 takes all of a value, as Envoy's regular expressions do; null where JavaScript's would not tell the
 * same, or not in time.
 */
export function takesAll(pattern: string, value: string, ignoreCase = false): Ternary {
  const insensitive = pattern.startsWith('(?i)');
  const plain = insensitive ? pattern.slice(4) : pattern;
  if (beyond.test(plain) || nested.test(plain)) return null;
  const open = plain.match(/[*+]|\{\d+,\}/g)?.length ?? 0;
  if ((value.length + 1) ** open > most) return null;
  try {
    const text = plain.replaceAll('(?P<', '(?<');
    return new RegExp(`^(?:${text})$`, insensitive || ignoreCase ? 'i' : '').test(value);
  } catch {
    return null;
  }
}

/** Whether a match of Istio takes a value; one without any condition takes all. */
export function takesText(match: StringMatch, value: string, ignoreCase = false): Ternary {
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  if (match.exact !== undefined) return fold(value) === fold(match.exact);
  if (match.prefix !== undefined) return fold(value).startsWith(fold(match.prefix));
  // A regular expression stays sensitive to case whatever `ignoreUriCase` says (istio/api, HTTPMatchRequest).
  return match.regex === undefined ? true : takesAll(match.regex, value);
}

/** A match in words: `is "v1"`, `begins with "/api"`, `matches ^/v\d+`. */
export function matchWords(match: StringMatch): string {
  if (match.exact !== undefined) return `be "${match.exact}"`;
  if (match.prefix !== undefined) return `begin with "${match.prefix}"`;
  return match.regex === undefined ? 'be there' : `match ${match.regex}`;
}
