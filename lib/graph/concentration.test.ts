import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concentrationOf, slowOnes } from './concentration.ts';

const pods = (...errors: readonly number[]) =>
  errors.map((count, i) => ({ key: `pod-${i}`, count: 1000, errors: count }));

test('one pod of twenty that has all errors is named, with its part of the requests', () => {
  const rows = [...pods(...new Array<number>(19).fill(0)), { key: 'bad', count: 1000, errors: 400 }];
  expect(concentrationOf(rows)).toEqual({
    kind: 'concentrated',
    keys: ['bad'],
    errors: 1,
    requests: 0.05,
    of: 20,
  });
});

test('two bad pods do not hide each other', () => {
  expect(concentrationOf(pods(0, 300, 2, 280, 1, 0))).toMatchObject({
    kind: 'concentrated',
    keys: ['pod-1', 'pod-3'],
    of: 6,
  });
});

test('where all fail alike none stands out', () => {
  expect(concentrationOf(pods(98, 105, 101, 96))).toMatchObject({ kind: 'even', keys: [], errors: null });
});

test('one that fails more where all fail is uneven', () => {
  expect(concentrationOf(pods(200, 100, 102, 97))).toMatchObject({ kind: 'uneven', keys: ['pod-0'] });
});

test('a pod with little traffic and one error is no culprit', () => {
  const rows = [...pods(10, 10, 10), { key: 'new', count: 2, errors: 1 }];
  expect(concentrationOf(rows).keys).not.toContain('pod-0');
  expect(concentrationOf([...pods(0, 0), { key: 'new', count: 2, errors: 1 }]).kind).toBe('too-few');
});

test('no errors, and one pod only, are said as such', () => {
  expect(concentrationOf(pods(0, 0)).kind).toBe('none');
  expect(concentrationOf([]).kind).toBe('none');
  expect(concentrationOf(pods(100)).kind).toBe('single');
});

test('the order of the rows does not matter, and parts are parts', () => {
  const tally = fc.record({
    key: fc.uuid(),
    count: fc.integer({ min: 1, max: 5000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(tally, { selector: ({ key }) => key, maxLength: 30 }), (given) => {
      const rows = given.map(({ key, count, share }) => ({ key, count, errors: Math.floor(count * share) }));
      const found = concentrationOf(rows);
      const again = concentrationOf(rows.toReversed());
      expect(again.kind).toBe(found.kind);
      expect(new Set(again.keys)).toEqual(new Set(found.keys));
      expect(found.errors ?? 0).toBeLessThanOrEqual(1);
      expect(found.keys.length).toBeLessThan(Math.max(1, found.of));
    }),
  );
});

test('slow is what takes twice as long as the others, and often enough to tell', () => {
  const row = (key: string, latency: number | null, count = 100) => ({ key, count, latency });
  expect(slowOnes([row('a', 10), row('b', 11), row('c', 90)])).toEqual(['c']);
  expect(slowOnes([row('a', 10), row('b', 11), row('c', 90, 3)])).toEqual([]);
  expect(slowOnes([row('a', 10), row('b', null)])).toEqual([]);
  expect(slowOnes([row('a', 10)])).toEqual([]);
});
