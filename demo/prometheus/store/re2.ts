/** A regular expression that the query language's syntax (RE2) does not have, or that is malformed. */
export class BadRegexError extends Error {}

const flagGroup = /^\(\?([imsU]+)\)/;

/**
 * Compiles a RE2 pattern, anchored at both ends as PromQL's matchers and label_replace have it. What JavaScript has
 * beyond RE2 (look-around, backreferences) is refused. `.` does not match a newline, as in Prometheus 2.
 */
export function compileAnchored(pattern: string): RegExp {
  const leading = flagGroup.exec(pattern);
  const flags = leading?.[1] ?? '';
  if (flags.includes('U')) throw new BadRegexError(`the flag (?U) is not supported: ${pattern}`);
  const body = translate(leading ? pattern.slice(leading[0].length) : pattern);
  try {
    return new RegExp(`^(?:${body})$`, flags);
  } catch {
    throw new BadRegexError(`error parsing regexp: ${pattern}`);
  }
}

function translate(pattern: string): string {
  if (/\(\?(?:=|!|<=|<!)/.test(pattern)) {
    throw new BadRegexError(`error parsing regexp: invalid or unsupported Perl syntax: ${pattern}`);
  }
  if (/(?:^|[^\\])(?:\\\\)*\\[1-9k]/.test(pattern)) {
    throw new BadRegexError(`error parsing regexp: invalid escape sequence: ${pattern}`);
  }
  return pattern
    .replaceAll('(?P<', '(?<')
    .replaceAll('\\z', '$')
    .replaceAll('\\A', '^')
    .replace(/\[:(\w+):\]/g, (whole, name: string) => posixClasses[name] ?? whole);
}

const posixClasses: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  space: '\\s',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
};

/** `a|b|c` without anything special: the set of its words, else null. A set is far cheaper to test than the pattern. */
export function literalAlternatives(pattern: string): ReadonlySet<string> | null {
  return /^[\w\-/: ,;@%&=<>~`'"!]+(?:\|[\w\-/: ,;@%&=<>~`'"!]+)*$/.test(pattern)
    ? new Set(pattern.split('|'))
    : null;
}
