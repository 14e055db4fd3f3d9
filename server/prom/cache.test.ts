import { expect, test } from 'vitest';
import { createCache } from './cache.ts';

/** A cache of texts that weigh their length, and what had to be made. */
function start(capacity: number) {
  const cache = createCache<string>(capacity, (text) => text.length);
  const made: string[] = [];
  const get = (text: string) =>
    cache.get(text, async () => {
      made.push(text);
      return { value: text, keep: true };
    });
  return { get, made };
}

test('the least recently used goes when the rest weighs too much', async () => {
  const { get, made } = start(5);
  for (const text of ['aa', 'bb', 'aa', 'cc', 'aa', 'bb']) expect(await get(text)).toBe(text);
  expect(made).toEqual(['aa', 'bb', 'cc', 'bb']);
});

test('what alone weighs too much is kept until the next comes', async () => {
  const { get, made } = start(3);
  for (const text of ['a', 'heavy', 'heavy', 'a', 'heavy']) await get(text);
  expect(made).toEqual(['a', 'heavy', 'a', 'heavy']);
});
