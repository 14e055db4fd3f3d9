import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptValue, longestValue } from './label-value.ts';
import { parseAnswer } from './response.ts';

test('a value that any name can have is kept as it is', () => {
  for (const name of ['', 'cart', 'x'.repeat(longestValue), '__proto__', '<b>"', '🙂', 'שלום']) {
    expect(keptValue(name)).toBe(name);
  }
});

test('what is too long is cut and told apart by all of it', () => {
  const long = 'x'.repeat(10_000);
  const kept = [`${long}a`, `${long}b`, `a${long}`, long, `${'x'.repeat(300)}y${long}`].map(keptValue);
  expect(new Set(kept).size).toBe(kept.length);
  for (const text of kept) expect(text.length).toBeLessThanOrEqual(longestValue);
  expect(keptValue(`${long}a`)).toBe(kept[0]);
});

test('property: what is kept is whole text, and is kept as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
      const kept = keptValue(text);
      expect(kept.isWellFormed()).toBe(true);
      expect(kept).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect(keptValue(kept)).toBe(kept);
    }),
  );
});

test('an answer of a few series with names of 10 kB is read as one of a few kB, whatever its labels are called', () => {
  const metric = JSON.parse(`{"a":"${'<'.repeat(10_000)}","__proto__":"p","constructor":"\\ud800"}`);
  const answer = parseAnswer({
    status: 'success',
    data: { resultType: 'vector', result: [{ metric, value: [1, '1'] }] },
  });
  if (!answer.ok) throw new Error(answer.error.message);
  const [row] = answer.value.vector;
  expect(JSON.stringify(row).length).toBeLessThan(500);
  expect(Object.entries(row?.labels ?? {}).slice(1)).toEqual([
    ['__proto__', 'p'],
    ['constructor', '\ufffd'],
  ]);
  expect(Object.getPrototypeOf({})).not.toHaveProperty('p');
});
