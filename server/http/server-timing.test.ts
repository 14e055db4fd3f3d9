import { expect, test } from 'vitest';
import { createServerTiming, untimed } from './server-timing.ts';

test('the header names each step with the milliseconds it took, in order', async () => {
  let now = 1_000_000;
  const timing = createServerTiming({ now: () => now });
  const value = await timing.timed('refresh', async () => {
    now += 180;
    return 'rows';
  });
  await timing.timed('build', async () => {
    now += 40;
  });
  expect(value).toBe('rows');
  expect(timing.header()).toBe('refresh;dur=180, build;dur=40');
});

test('a step that fails fails the request, and is noted', async () => {
  const timing = createServerTiming({ now: () => 0 });
  await expect(timing.timed('refresh', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(timing.header()).toBe('refresh;dur=0');
});

test('whoever is told nothing still gets the value', async () => {
  expect(await untimed('build', async () => 7)).toBe(7);
});
