import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldsOf } from './access-fields.ts';
import { clockSkews } from './clock-skew.ts';

const line = (pod: number, at: number, duration: number, id: string, failed = false) => ({
  at,
  pod,
  failed,
  access: fieldsOf({ requestId: id, duration: String(duration) }),
});
/** Requests that take 100 ms at the caller, pod 0, and 60 ms at pod 1, whose clock is `ahead`. */
const both = (ahead: number, count = 3) =>
  Array.from({ length: count }, (_, i) => [
    line(0, 1000 * i, 100, `id-${i}`),
    line(1, 1000 * i + 20 + ahead, 60, `id-${i}`),
  ]).flat();
const isCaller = (pod: number) => pod === 0;

test('a clock that is ahead, or behind, by more than a second', () => {
  expect(clockSkews(both(5000), isCaller)).toEqual([{ ahead: 1, behind: 0, least: 4980 }]);
  expect(clockSkews(both(-5000), isCaller)).toEqual([{ ahead: 0, behind: 1, least: 4980 }]);
  expect(clockSkews(both(900), isCaller)).toEqual([]);
});

test('few requests, those that failed and ids that are on more lines tell nothing', () => {
  expect(clockSkews(both(5000, 2), isCaller)).toEqual([]);
  const failed = both(5000).map((each) => ({ ...each, failed: true }));
  expect(clockSkews(failed, isCaller)).toEqual([]);
  const twice = both(0).map((each, i) => ({ ...each, ...line(each.pod, 9000 * i, 100, 'same') }));
  expect(clockSkews(twice, isCaller)).toEqual([]);
});

test('property: clocks that agree are never told to differ, however long requests take', () => {
  const request = fc.record({
    at: fc.nat(100_000),
    waits: fc.nat(5000),
    inside: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  });
  fc.assert(
    fc.property(fc.array(request, { maxLength: 20 }), (requests) => {
      const lines = requests.flatMap(({ at, waits, inside }, i) => {
        const [from = 0, to = 0] = [...inside].sort((a, b) => a - b);
        const took = Math.floor(waits * (to - from));
        return [line(0, at, waits, `${i}`), line(1, at + Math.floor(waits * from), took, `${i}`)];
      });
      expect(clockSkews(lines, isCaller)).toEqual([]);
    }),
  );
});
