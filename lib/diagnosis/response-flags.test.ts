import { expect, test } from 'vitest';
import { explainFlags, responseFlags } from './response-flags.ts';

test('each flag says one sentence, and no two say the same', () => {
  const said = Object.values(responseFlags).map((f) => f.says);
  for (const sentence of said) expect(sentence).toMatch(/^[^.]+\.$/);
  expect(new Set(said).size).toBe(said.length);
});

test('several flags are explained in order, an unknown one is shown as it is', () => {
  expect(explainFlags(['URX', 'ZZ'])).toBe(
    'URX: Every retry, or every connection attempt of TCP, failed too. ZZ',
  );
  expect(explainFlags([])).toBe('');
  expect(explainFlags(['toString'])).toBe('toString');
});
