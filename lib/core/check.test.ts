import { expect, test } from 'vitest';
import { blocking, type Check } from './check.ts';

const check = (code: string, outcome: Check['outcome'], confirm: string | null = null): Check => ({
  code,
  outcome,
  says: '',
  cure: null,
  confirm,
});

test('what blocks is passed by its own word, and what has none by nothing', () => {
  const checks = [
    check('a', 'warns'),
    check('b', 'blocks', 'cart'),
    check('c', 'blocks'),
    check('d', 'unknown'),
  ];
  expect(blocking(checks, []).map(({ code }) => code)).toEqual(['b', 'c']);
  expect(blocking(checks, ['cart', 'c']).map(({ code }) => code)).toEqual(['c']);
});
