import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';
import { yamlOf } from './yaml-of.ts';

const text = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: payment
spec:
  selector:
    matchLabels:
      app: payment
  rules:
  - from:
    - source:
        principals:
        - cluster.local/ns/shop/sa/cart
        namespaces: [a]
    to:
    - operation:
        methods:
        - POST
status: {}
`;

const shown = (path: string) => {
  const found = excerptOf(text, path);
  if (found === null) throw new Error('the text is an object');
  const { from, lines, marked, more } = found;
  return [
    ...lines.map((line, i) => {
      const at = from + i;
      return `${at >= marked[0] && at <= marked[1] ? '>' : ' '}${at} ${line}`;
    }),
    ...(more > 0 ? [`and ${more}`] : []),
  ];
};

test('a field with a little of what stands round it', () => {
  expect(shown('spec.rules[0].from[0].source.principals')).toEqual([
    ' 10 - from:',
    ' 11   - source:',
    '>12       principals:',
    '>13       - cluster.local/ns/shop/sa/cart',
    ' 14       namespaces: [a]',
    ' 15   to:',
  ]);
});

test('an item of a list is all of its lines, as many as there is room for', () => {
  expect(shown('spec.rules[0]')).toEqual([
    ' 8     app: payment',
    ' 9 rules:',
    '>10 - from:',
    '>11   - source:',
    '>12       principals:',
    '>13       - cluster.local/ns/shop/sa/cart',
    '>14       namespaces: [a]',
    '>15   to:',
    'and 3',
  ]);
});

test('it stays within its part of the object', () => {
  expect(shown('spec.selector')[0]).toBe(' 5 spec:');
  expect(shown('spec.rules[0].to[0].operation.methods').at(-1)).toBe('>18     - POST');
  expect(shown('metadata.name')).toEqual([' 3 metadata:', '>4   name: payment']);
});

test('what is not written is shown by the nearest part that is', () => {
  expect(shown('spec.action')[0]).toBe('>5 spec:');
  expect(excerptOf('', 'spec')).toBeNull();
});

test('whatever an object holds, an excerpt is short and holds its field', () => {
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c-d'), tie('node'), { maxKeys: 3 }),
    ),
  })).node;
  const path = fc.array(fc.constantFrom('.a', '.b', '.c-d', '[0]', '[2]'), { maxLength: 4 });
  fc.assert(
    fc.property(value, path, (spec, steps) => {
      const yaml = yamlOf({ apiVersion: 'v1', kind: 'X', metadata: { name: 'x' }, spec } as never);
      const found = excerptOf(yaml, `spec${steps.join('')}`);
      expect(found?.lines.length).toBeLessThanOrEqual(8);
      const [first = 0, last = 0] = found?.marked ?? [];
      expect(first).toBeGreaterThanOrEqual(found?.from ?? 0);
      expect(last).toBeLessThan((found?.from ?? 0) + (found?.lines.length ?? 0));
    }),
  );
});
