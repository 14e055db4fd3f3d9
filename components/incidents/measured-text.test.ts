import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { measuredText } from './measured-text.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const points = (...values: (number | null)[]) =>
  values.map((value, i): [ReturnType<typeof epochSeconds.parse>, number | null] => [
    epochSeconds.parse(1_000_000 + i * 60),
    value,
  ]);

test('each measure has its unit, and the last that is known is told', () => {
  expect(plain(measuredText({ measure: 'errors', points: points(1, 38, null) }))).toBe('38 rps fail');
  expect(plain(measuredText({ measure: 'p95', points: points(12, 1200) }))).toBe('p95 1.2 s');
  expect(plain(measuredText({ measure: 'requests', points: points(12, 0) }))).toBe('0 rps sent');
});
