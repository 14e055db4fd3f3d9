import { err, ok, type Result } from '#lib/core/result.ts';

/** Where something stands in the text: `from` inclusive, `to` exclusive, in UTF-16 units as an input field counts. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type TokenKind = 'word' | 'text' | 'operator' | 'not' | 'and' | 'or' | 'open' | 'close' | 'end';

/** `value` is what the token means: a quoted text without its quotes, an operator in its one spelling. */
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly value: string;
}

/** What is wrong with an expression, where, and what would be right. `didYouMean` is the nearest name, where one is near. */
export interface FindError extends Span {
  readonly message: string;
  readonly expected: string;
  /** The text found there, null at the end. */
  readonly found: string | null;
  readonly didYouMean: string | null;
}

/** The longest first, so that `!=` is not read as `!` and `=`. */
const symbols: readonly (readonly [string, TokenKind])[] = [
  ['!*=', 'operator'],
  ['!^=', 'operator'],
  ['!$=', 'operator'],
  ['!=', 'operator'],
  ['>=', 'operator'],
  ['<=', 'operator'],
  ['*=', 'operator'],
  ['^=', 'operator'],
  ['$=', 'operator'],
  ['&&', 'and'],
  ['||', 'or'],
  ['=', 'operator'],
  ['>', 'operator'],
  ['<', 'operator'],
  ['!', 'not'],
  ['(', 'open'],
  [')', 'close'],
];

/** Symbols that mean an operator which is also spelled as a word. */
const canonical: Readonly<Record<string, string>> = {
  '*=': 'contains',
  '!*=': '!contains',
  '^=': 'startswith',
  '!^=': '!startswith',
  '$=': 'endswith',
  '!$=': '!endswith',
};

const keywords: Readonly<Record<string, TokenKind>> = {
  and: 'and',
  or: 'or',
  not: 'not',
  contains: 'operator',
  startswith: 'operator',
  endswith: 'operator',
};

const space = /\s/;
const ender = /[\s()"'!=<>&|]/;

/** Whether a bare word reads back as itself; anything else is written in quotes. */
export function isBareWord(text: string): boolean {
  if (text === '' || Object.hasOwn(keywords, text.toLowerCase())) return false;
  const read = tokenize(text);
  return read.ok && read.value.length === 2 && read.value[0]?.kind === 'word' && read.value[0].value === text;
}

/** The tokens of a text, the last one `end`. Each character is looked at a bounded number of times. */
export function tokenize(text: string): Result<readonly Token[], FindError> {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (space.test(char)) {
      at += 1;
      continue;
    }
    const token = char === '"' || char === "'" ? quoted(text, at) : (symbolAt(text, at) ?? wordAt(text, at));
    if (token === null) return err(unclosed(text, at));
    tokens.push(token);
    at = token.to;
  }
  tokens.push({ kind: 'end', value: '', from: text.length, to: text.length });
  return ok(tokens);
}

function unclosed(text: string, from: number): FindError {
  return {
    from,
    to: text.length,
    message: 'This quote is not closed.',
    expected: 'a closing quote',
    found: null,
    didYouMean: null,
  };
}

function symbolAt(text: string, at: number): Token | null {
  const symbol = symbols.find(([spelling]) => text.startsWith(spelling, at));
  if (symbol === undefined) return null;
  const [spelling, kind] = symbol;
  return { kind, value: canonical[spelling] ?? spelling, from: at, to: at + spelling.length };
}

function quoted(text: string, from: number): Token | null {
  const quote = text.charAt(from);
  const parts: string[] = [];
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === quote) return { kind: 'text', value: parts.join(''), from, to: at + 1 };
    // A backslash keeps the next character as it is.
    if (char === '\\' && at + 1 < text.length) at += 1;
    parts.push(text.charAt(at));
  }
  return null;
}

/** At least one character is taken, so that reading always goes on. */
function wordAt(text: string, from: number): Token {
  let to = from + 1;
  while (to < text.length && !ender.test(text.charAt(to)) && !startsOperator(text, to)) to += 1;
  const value = text.slice(from, to);
  const kind = keywords[value.toLowerCase()] ?? 'word';
  return { kind, value: kind === 'word' ? value : value.toLowerCase(), from, to };
}

const startsOperator = (text: string, at: number): boolean =>
  text.charAt(at + 1) === '=' && '*^$'.includes(text.charAt(at));
