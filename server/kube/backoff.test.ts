import { expect, test } from 'vitest';
import { Backoff } from './backoff.ts';

test('doubles from one second to thirty, within its upper half, and starts anew', () => {
  const longest = new Backoff(() => 1);
  expect(Array.from({ length: 7 }, () => longest.next())).toEqual([
    1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ]);
  const shortest = new Backoff(() => 0);
  expect([shortest.next(), shortest.next()]).toEqual([500, 1000]);
  longest.reset();
  expect(longest.next()).toBe(1000);
});
