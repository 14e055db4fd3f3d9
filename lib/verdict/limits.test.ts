import { expect, test } from 'vitest';
import { defaultLimits, readLimits } from './limits.ts';

test('what is not written is Weft’s own', () => {
  expect(readLimits({ maxStep: 10 })).toEqual({ ok: true, value: { ...defaultLimits, maxStep: 10 } });
  expect(readLimits(null)).toEqual({ ok: true, value: defaultLimits });
});

test.each([
  [{ maxStep: 'ten' }, /^maxStep: /],
  [{ maxStepp: 10 }, /maxStepp/],
  [{ objective: 100 }, /^objective: /],
  [[], /^the file: /],
])('%j is refused with its place', (written, says) => {
  const read = readLimits(written);
  expect(read.ok ? '' : read.error).toMatch(says);
});
