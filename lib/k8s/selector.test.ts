import { expect, test } from 'vitest';
import { matchesLabels, matchesSelector } from './selector.ts';

const labels = { app: 'reviews', version: 'v1' };

test.each([
  [{ matchLabels: { app: 'reviews' } }, true],
  [{ matchLabels: { app: 'ratings' } }, false],
  [{ matchExpressions: [{ key: 'version', operator: 'In', values: ['v1', 'v2'] }] }, true],
  [{ matchExpressions: [{ key: 'version', operator: 'NotIn', values: ['v1'] }] }, false],
  [{ matchExpressions: [{ key: 'absent', operator: 'NotIn', values: ['v1'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'Unheard' }] }, false],
  [{}, true],
])('%j → %s', (selector, expected) => {
  expect(matchesSelector(selector, labels)).toBe(expected);
});

test('no labels match nothing but an empty wish', () => {
  expect(matchesLabels({}, undefined)).toBe(true);
  expect(matchesLabels({ app: 'x' }, undefined)).toBe(false);
});
