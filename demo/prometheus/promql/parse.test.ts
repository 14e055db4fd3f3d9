import { describe, expect, test } from 'vitest';
import { describeParseError, ExecutionError, ParseError } from './errors.ts';
import { parsePromql } from './parse.ts';

/** The tree as text with every operator in parentheses. */
function shape(expr: ReturnType<typeof parsePromql>): string {
  switch (expr.kind) {
    case 'number':
      return String(expr.value);
    case 'vector': {
      const name = expr.matchers.find((m) => m.label === '__name__')?.value ?? '';
      return `${name}${expr.offsetMs === 0 ? '' : `~${expr.offsetMs}`}${expr.at === null ? '' : `@${expr.at}`}`;
    }
    case 'matrix':
      return `${shape(expr.selector)}[${expr.rangeMs}]`;
    case 'binary':
      return `(${shape(expr.left)} ${expr.operator} ${shape(expr.right)})`;
    case 'unary':
      return `-${shape(expr.inner)}`;
    case 'call':
      return `${expr.name}(${expr.args.map(shape).join(',')})`;
    default:
      return expr.kind;
  }
}

test.each([
  ['a + b * c', '(a + (b * c))'],
  ['a - b - c', '((a - b) - c)'],
  ['2 ^ 3 ^ 2', '(2 ^ (3 ^ 2))'],
  ['-a ^ 2', '-(a ^ 2)'],
  ['a or b and c == d', '(a or (b and (c == d)))'],
])('%s binds as %s', (query, wanted) => {
  expect(shape(parsePromql(query))).toBe(wanted);
});

test.each([
  ['a + b offset 5m', '(a + b~300000)'],
  ['-a offset 1m', '-a~60000'],
  ['a + b offset 5m * c', '(a + (b~300000 * c))'],
  ['a @ 10 offset -1s', 'a~-1000@10000'],
  ['rate(a[5m] offset 1m)', 'rate(a~60000[300000])'],
  ['a / rate(b[1m] @ end())', '(a / rate(b@end[60000]))'],
])('a modifier belongs to the operand before it: %s', (query, wanted) => {
  expect(shape(parsePromql(query))).toBe(wanted);
});

test.each([
  ['sum(', '1:5: parse error: unclosed left parenthesis'],
  ['foo bar', '1:5: parse error: unexpected identifier "bar"'],
  ['1 > 2', '1:3: parse error: comparisons between scalars must use BOOL modifier'],
  ['x{a="b', '1:5: parse error: unterminated quoted string'],
  [
    'a +\n  rate(b)',
    '2:8: parse error: expected type range vector in call to function "rate", got instant vector',
  ],
  ['{}', '1:1: parse error: vector selector must contain at least one non-empty matcher'],
  ['unknown(a)', '1:1: parse error: unknown function with name "unknown"'],
])('%j is refused with the place', (query, message) => {
  const attempt = (): unknown => parsePromql(query);
  expect(attempt).toThrow(ParseError);
  try {
    attempt();
  } catch (error) {
    expect(error instanceof ParseError && describeParseError(query, error)).toBe(message);
  }
});

describe('PromQL that is not answered here', () => {
  test.each([
    'holt_winters(a[5m], 0.1, 0.2)',
    'limitk(2, a)',
    'histogram_count(a)',
    '{"quoted.name"}',
    'a </ 1',
  ])('%s is refused by name', (query) => {
    expect(() => parsePromql(query)).toThrow(ExecutionError);
  });

  test('a string that only looks like it is fine', () => {
    expect(parsePromql('a{b="limitk(2, a)"}').kind).toBe('vector');
  });
});
