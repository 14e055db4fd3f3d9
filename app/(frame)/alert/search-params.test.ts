import { expect, test } from 'vitest';
import { alertOf } from './search-params.ts';

const now = 1_763_730_000;

test('the time of an alert becomes the one that pages read, and labels stay plain', () => {
  const link = { source_workload: 'checkout', at: '2025-11-21T10:46:40Z', pod: ['a', 'b'] };
  expect(alertOf(link, now)).toEqual({
    labels: { source_workload: 'checkout', pod: 'a' },
    given: '2025-11-21T10:46:40Z',
    at: '1763722000',
  });
  expect(alertOf({ ...link, at: '1763722000' }, now)).toMatchObject({
    given: '1763722000',
    at: '1763722000',
  });
});

test('a time that is recent, or says nothing, is the present', () => {
  expect(alertOf({ at: String(now - 60) }, now)).toMatchObject({ at: null });
  expect(alertOf({ at: 'soon' }, now)).toMatchObject({ given: 'soon', at: null });
  expect(alertOf({}, now)).toMatchObject({ given: null, at: null });
});
