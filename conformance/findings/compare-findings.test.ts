import { expect, test } from 'vitest';
import { compareFindings } from './compare-findings.ts';
import { scoreApart } from './score-apart.ts';

const one = (code: string, object: string, level = 'error') => ({ code, object, level });

test('the same code on the same object counts once on either side', () => {
  const found = [one('IST0101', 'VirtualService shop/cart'), one('IST0101', 'VirtualService shop/cart')];
  expect(compareFindings(found, found.slice(1)).pass).toBe(true);
  expect(compareFindings(found.slice(1), found).pass).toBe(true);
});

test('what is missing and what is extra is named and counted by code', () => {
  const { pass, missing, extra, codes } = compareFindings(
    [one('IST0101', 'Gateway shop/a'), one('IST0145', 'Gateway shop/a')],
    [one('IST0101', 'Gateway shop/a'), one('IST0101', 'Gateway shop/b')],
  );
  expect([pass, missing, extra]).toEqual([false, ['IST0101 Gateway shop/b'], ['IST0145 Gateway shop/a']]);
  expect(codes).toEqual([
    { code: 'IST0101', expected: 2, found: 1, missing: 1, extra: 0 },
    { code: 'IST0145', expected: 0, found: 1, missing: 0, extra: 1 },
  ]);
});

test('levels are scored where a finding was found, and where one is stated', () => {
  const expected = [one('A', 'x'), one('B', 'x'), one('C', 'x')];
  const found = [one('A', 'x', 'warning'), one('A', 'x'), one('B', 'x', 'info')];
  const level = ({ level }: { level: string }) => level;
  expect(scoreApart('level', expected, found, level, level)).toEqual({
    what: 'level',
    agree: 1,
    of: 2,
    differences: ['B x: info, not error'],
  });
});
