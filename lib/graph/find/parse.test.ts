import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Expression, numberOperators, textOperators } from './expression.ts';
import { canBe, type Operand } from './operand.ts';
import { namesOf, operandNamed, operands } from './operands.ts';
import { parseExpression } from './parse.ts';
import { printExpression } from './print.ts';
import { tokenize } from './token.ts';

function parsed(text: string): Expression {
  const result = parseExpression(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  if (result.value === null) throw new Error('nothing');
  return result.value;
}

function errorOf(text: string) {
  const result = parseExpression(text);
  if (result.ok) throw new Error(`${text} is well`);
  return result.error;
}

const canonical = (text: string) => printExpression(parsed(text));

/** The tree without positions. */
function shape(expression: Expression): unknown {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return [expression.kind, ...expression.parts.map(shape)];
    case 'not':
      return ['not', shape(expression.part)];
    case 'flag':
      return [
        expression.subject.end,
        expression.subject.operand.name,
        expression.subject.label?.toLowerCase() ?? null,
      ];
    case 'compare': {
      const { subject, operator, value } = expression;
      return [subject.end, subject.operand.name, subject.label, operator, value];
    }
  }
}

test.each([
  ['label:region', 'label:region'],
  ['!label:region', 'not label:region'],
  ['label:region = east', 'label:region = east'],
  ['label:app.kubernetes.io/name != x', 'label:app.kubernetes.io/name != x'],
  ['name not contains rev', 'name !contains rev'],
  ['name !*= rev', 'name !contains rev'],
  ['name ! contains rev', 'name !contains rev'],
  ['name not = reviews', 'name != reviews'],
  ['app startswith product', 'app startswith product'],
  ['app ^= product', 'app startswith product'],
  ['app $= v1', 'app endswith v1'],
  ['app !$= v1', 'app !endswith v1'],
  ['APP NOT ENDSWITH v1', 'app !endswith v1'],
  ['app != details and version=v1', 'app != details and version = v1'],
  ['!sc', 'not sidecar'],
  ['has cb', 'circuitbreaker'],
  ['! is healthy', 'not healthy'],
  ['not has mtls', 'not mtls'],
  ['httpin > 0.5', 'httpin > 0.5'],
  ['rt > 500', 'responsetime > 500'],
  ['rt>1.5s', 'responsetime > 1500'],
  ['%httptraffic >= 50.0', '%httptraffic >= 50'],
  ['%err > 5%', '%error > 5'],
  ['tcpout >= 1kB', 'tcpout >= 1000'],
  ['httpout = NaN', 'httpout = NaN'],
  ['node = svc and svc startswith det or !traffic', 'node = svc and service startswith det or not traffic'],
  ['ns=a or ns=b and wl=c', 'namespace = a or namespace = b and workload = c'],
  ['(ns=a || ns=b) && wl=c', '(namespace = a or namespace = b) and workload = c'],
  ['not (cb or vs)', 'not (circuitbreaker or virtualservice)'],
  ['source.ns = shop and rt > 5', 'source.namespace = shop and responsetime > 5'],
  ['name = *.example.com', 'name = *.example.com'],
  ['name *= *.example', 'name contains *.example'],
  ['name = "and"', 'name = "and"'],
  [`name = 'a "b" \\'c'`, `name = "a \\"b\\" 'c"`],
  [
    'destprincipal = spiffe://cluster.local/ns/shop/sa/x',
    'destprincipal = spiffe://cluster.local/ns/shop/sa/x',
  ],
  ['version >= v10', 'version >= v10'],
])('%s reads as %s', (text, printed) => {
  expect(canonical(text)).toBe(printed);
});

test('nothing is no expression', () => {
  expect(parseExpression('')).toEqual({ ok: true, value: null });
  expect(parseExpression('  \t ')).toEqual({ ok: true, value: null });
});

test.each([
  ['nmae = x', 0, 4, 'name'],
  ['ap = reviews', 0, 2, 'app'],
  ['healhty', 0, 7, 'healthy'],
  ['mtsl or sc', 0, 4, 'mtls'],
  ['node = srevice', 7, 14, 'service'],
  ['sc and virtalservice', 7, 20, 'virtualservice'],
])('%s: the nearest name is offered where it is wrong', (text, from, to, didYouMean) => {
  expect(errorOf(text)).toMatchObject({ from, to, didYouMean });
});

test.each([
  ['app =', 5, 5, /value/],
  ['app', 3, 3, /operator after app/],
  ['rt contains 5', 3, 11, /operator for numbers/],
  ['rt > fast', 5, 9, /milliseconds/],
  ['%error > 150', 9, 12, /0 to 100/],
  ['rank <= 0', 8, 9, /1 to 100/],
  ['rt > NaN', 5, 8, /NaN has no size/],
  ['rt > 1e999', 5, 10, /milliseconds/],
  ['name = unknown destination', 15, 26, /quotes/],
  ['(app = x', 8, 8, /\)/],
  ['app = x)', 7, 8, /the end/],
  ['app = and', 6, 9, /quotes/],
  ['app = "x', 6, 8, /not closed/],
  ['healthy = yes', 8, 9, /takes no value/],
  ['source.rt > 5', 0, 9, /edges/],
  ['app = x and', 11, 11, /operand/],
  ['and app = x', 0, 3, /operand/],
  ['node = cat', 7, 10, /one of/],
])('%s: the place and the cause are told', (text, from, to, message) => {
  const error = errorOf(text);
  expect(error).toMatchObject({ from, to });
  expect(error.message).toMatch(message);
});

test.each([
  ['app = x and rt > 5', 12, 18],
  ['app = x and (healthy or ns = y) and mtls', 36, 40],
  ['not (app = x or mtls)', 16, 20],
  ['failing and traffic and idle', 24, 28],
])('%s: nodes and edges cannot be joined by AND', (text, from, to) => {
  expect(errorOf(text)).toMatchObject({ from, to });
  expect(errorOf(text).message).toContain('source.app');
});

test('what asks the same of both goes with either', () => {
  expect(canonical('failing and ns = shop')).toBe('failing and namespace = shop');
  expect(canonical('failing and rt > 5')).toBe('failing and responsetime > 5');
  expect(canonical('app = x or rt > 5')).toBe('app = x or responsetime > 5');
});

test('names and short forms are one operand each', () => {
  const names = operands.flatMap(namesOf);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) {
    if (name === 'label:') continue;
    expect(operandNamed(name.toUpperCase())?.operand.name).toBe(operandNamed(name)?.operand.name);
  }
});

const span = { from: 0, to: 0 };
const value = fc.oneof(
  fc.constantFrom('v1', 'and', 'NOT', 'a b', '"', '\\', '', '*=x', 'x*=', "it's", '(', '#', 'é', '😀', 'a=b'),
  fc.string({ maxLength: 12 }),
);
const subject = (operand: Operand) =>
  fc.record({
    operand: fc.constant(operand),
    end:
      operand.node === undefined
        ? fc.constant(null)
        : fc.constantFrom(null, 'source' as const, 'target' as const),
    label: fc.constant(operand.name === 'label:' ? 'app.kubernetes.io/name' : null),
  });
const flags = operands.filter((operand) => canBe(operand, 'flag'));
const numbers = operands.filter((operand) => canBe(operand, 'number'));
const texts = operands.filter((operand) => canBe(operand, 'text') && operand.values === undefined);
const flagLeaf = fc
  .constantFrom(...flags)
  .chain((operand) => subject(operand).map((s): Expression => ({ kind: 'flag', subject: s, span })));
const numberLeaf = fc.constantFrom(...numbers).chain((operand) =>
  fc
    .record({
      subject: subject(operand),
      operator: fc.constantFrom(...numberOperators),
      number:
        operand.unit === 'percent' || operand.unit === 'rank'
          ? fc.integer({ min: 1, max: 100 })
          : fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    })
    .map(
      ({ number, ...rest }): Expression => ({
        kind: 'compare',
        ...rest,
        value: { kind: 'number', number },
        span,
      }),
    ),
);
const textLeaf = fc.constantFrom(...texts).chain((operand) =>
  fc.record({ subject: subject(operand), operator: fc.constantFrom(...textOperators), text: value }).map(
    ({ text, ...rest }): Expression => ({
      kind: 'compare',
      ...rest,
      value: { kind: 'text', text },
      span,
    }),
  ),
);
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    flagLeaf,
    numberLeaf,
    textLeaf,
    tie('tree').map((part): Expression => ({ kind: 'not', part, span })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('tree'), { minLength: 2, maxLength: 4 }),
      )
      .map(([kind, parts]): Expression => ({ kind, parts, span })),
  ),
}));

test('what is printed reads back as the same expression', () => {
  let read = 0;
  fc.assert(
    fc.property(tree, (expression) => {
      const text = printExpression(expression);
      const result = parseExpression(text);
      // A random tree may join nodes and edges, which the language refuses, and says so as nothing else.
      if (!result.ok) {
        expect(result.error.message).toContain('nothing is both');
        return;
      }
      read += 1;
      expect(result.value && shape(result.value)).toEqual(shape(expression));
      expect(result.value && printExpression(result.value)).toBe(text);
    }),
    { numRuns: 400 },
  );
  expect(read).toBeGreaterThan(100);
});

const pieces = fc.constantFrom(
  '(',
  ')',
  '!',
  'not ',
  ' and ',
  ' or ',
  'app',
  '=',
  '"',
  "'",
  'rt',
  '>',
  ' 5 ',
  'label:',
  '%',
  '\\',
  '\u0000',
  '𝕏',
  '*=',
  'source.',
);
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
);

test('no text makes it throw, and an error points into the text', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const result = parseExpression(text);
      if (result.ok) return;
      const { from, to, message, expected } = result.error;
      expect(0 <= from && from <= to && to <= text.length).toBe(true);
      expect(message.length).toBeGreaterThan(0);
      expect(expected.length).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
});

test.each(['(', '!', 'not ', '(!', '"', '*', 'app = x and ', '1', 'a', '((a=b) or '])(
  'a hundred thousand times %s is answered as well',
  (piece) => {
    expect(() => parseExpression(piece.repeat(100_000))).not.toThrow();
  },
);

test('tokens grow with the text, and so does reading it', () => {
  const condition = 'app = reviews or ';
  const read = (n: number) => {
    const text = `${condition.repeat(n)}idle`;
    const tokens = tokenize(text);
    const tree = parsed(text);
    return { tokens: tokens.ok ? tokens.value.length : 0, parts: tree.kind === 'or' ? tree.parts.length : 0 };
  };
  expect(read(10)).toEqual({ tokens: 42, parts: 11 });
  expect(read(20_000)).toEqual({ tokens: 80_002, parts: 20_001 });
});
