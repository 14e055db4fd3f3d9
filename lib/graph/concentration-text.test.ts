import { expect, test } from 'vitest';
import { share } from '#lib/core/units.ts';
import type { BreakdownPart } from './breakdown.ts';
import type { Concentration } from './concentration.ts';
import { errorsSentence, slowSentence } from './concentration-text.ts';

const part = (given: Partial<Concentration>, slow: readonly string[] = []): BreakdownPart => ({
  dimension: 'pod',
  rows: [],
  concentration: { kind: 'none', keys: [], errors: null, requests: null, of: 20, ...given },
  slow: [...slow],
});

test.each<[Partial<Concentration>, string | null]>([
  [{ kind: 'none' }, null],
  [{ kind: 'single', of: 1 }, 'There is only one pod.'],
  [{ kind: 'even' }, 'The errors are spread over all 20 pods alike.'],
  [
    { kind: 'concentrated', keys: ['cart-1'], errors: share.parse(1), requests: share.parse(0.05) },
    'All errors are from 1 of 20 pods, with 5 % of the requests: cart-1.',
  ],
  [
    {
      kind: 'concentrated',
      keys: ['a', 'b', 'c', 'd'],
      errors: share.parse(0.9),
      requests: share.parse(0.2),
    },
    '90 % of the errors are from 4 of 20 pods, with 20 % of the requests: a, b, c and 1 more.',
  ],
  [
    { kind: 'uneven', keys: ['a'], errors: share.parse(0.4), requests: share.parse(0.05) },
    '1 of 20 pods fails more than the others, which fail too: a.',
  ],
])('%o', (given, text) => {
  expect(errorsSentence(part(given))?.replaceAll('\u00a0', ' ') ?? null).toBe(text);
});

test('slow ones are named', () => {
  expect(slowSentence(part({}))).toBeNull();
  const rows = [{ key: 'a' }, { key: 'b' }] as BreakdownPart['rows'];
  expect(slowSentence({ ...part({}, ['a']), rows })).toBe(
    '1 of 2 pods takes more than twice as long as the others: a.',
  );
});
