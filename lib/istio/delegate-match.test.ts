import { expect, test } from 'vitest';
import { outsideOfDelegation } from './delegate-match.ts';
import type { HttpMatch } from './networking-types.ts';

const cart: HttpMatch = { uri: { prefix: '/cart' } };

test.each<[string, HttpMatch, HttpMatch, boolean]>([
  ['a longer prefix', cart, { uri: { prefix: '/cart/v2' } }, true],
  ['a name below the prefix', cart, { uri: { exact: '/cart/1' } }, true],
  ['another prefix', cart, { uri: { prefix: '/order' } }, false],
  ['a shorter prefix', cart, { uri: { prefix: '/' } }, false],
  ['a condition that is not delegated by', cart, { headers: { user: { exact: 'a' } } }, true],
  ['a prefix below an exact path', { uri: { exact: '/cart' } }, { uri: { prefix: '/cart' } }, false],
  ['the same exact path', { uri: { exact: '/cart' } }, { uri: { exact: '/cart' } }, true],
  ['a regular expression', cart, { uri: { regex: '/cart/.*' } }, false],
  ['the same header', { headers: { a: { exact: '1' } } }, { headers: { a: { exact: '1' } } }, true],
  ['another header value', { headers: { a: { exact: '1' } } }, { headers: { a: { exact: '2' } } }, false],
  ['another port', { port: 80 }, { port: 81 }, false],
  ['any port', { port: 80 }, cart, true],
  ['paths in any case', { ...cart, ignoreUriCase: true }, cart, false],
  ['callers of one namespace', { sourceNamespace: 'shop' }, cart, false],
  ['other labels', { sourceLabels: { app: 'a' } }, { sourceLabels: { app: 'b' } }, false],
  ['more labels', { sourceLabels: { app: 'a' } }, { sourceLabels: { version: 'b' } }, true],
])('%s', (_, root, leaf, fits) => {
  expect(outsideOfDelegation([root], [leaf])).toBe(fits ? null : 0);
});

test('one match may lie within any of those that are delegated, and each must lie within one', () => {
  const order: HttpMatch = { uri: { prefix: '/order' } };
  expect(outsideOfDelegation([cart, order], [order, cart])).toBeNull();
  expect(outsideOfDelegation([cart], [cart, order])).toBe(1);
  expect(outsideOfDelegation([], [order])).toBeNull();
  expect(outsideOfDelegation([cart], [])).toBeNull();
});
