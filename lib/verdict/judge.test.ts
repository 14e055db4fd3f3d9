import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Judged, judge } from './judge.ts';
import { defaultLimits } from './limits.ts';
import { seen, unseen } from './testing/version-of.ts';

const judged = (canary: Judged, stable: Judged) => judge(canary, stable, defaultLimits);
/** Units are held to their numbers by spaces that do not break. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('a canary of which more requests fail, beyond chance, is worse', () => {
  const found = judged(seen('v2', { requests: 812, failed: 33 }), seen('v1', { requests: 7204, failed: 22 }));
  expect(found).toMatchObject({ verdict: 'worse', reasons: ['fails'], more: null });
  expect(plain(found.says)).toBe('v2 is worse: 4.1 % of 812 requests fail against 0.3 % of 7,204 of v1.');
});

test('a canary that can fail only a little more is not worse', () => {
  const found = judged(
    seen('v2', { requests: 3400, failed: 10 }),
    seen('v1', { requests: 7204, failed: 22 }),
  );
  expect(found).toMatchObject({ verdict: 'not-worse', reasons: [], more: null });
  expect(plain(found.says)).toBe(
    'v2 is not worse: 0.3 % of 3,400 requests fail against 0.3 % of 7,204 of v1, at most 0.37 points more (99 %).',
  );
});

test('of a canary that does better it is said', () => {
  const found = judged(
    seen('v2', { requests: 3400, failed: 0 }),
    seen('v1', { requests: 7204, failed: 360 }),
  );
  expect(found.verdict).toBe('not-worse');
  expect(found.says).toMatch(/ of v1, fewer beyond chance\.$/);
});

test('a canary that is worse within the budget is not worse', () => {
  const found = judged(
    seen('v2', { requests: 400_000, failed: 1200 }),
    seen('v1', { requests: 400_000, failed: 400 }),
  );
  expect(found.failed?.low).toBeGreaterThan(0);
  expect(found.verdict).toBe('not-worse');
});

test('below the least number of requests nothing is told, however bad it looks', () => {
  const found = judged(seen('v2', { requests: 60, failed: 60 }), seen('v1', { requests: 7204, failed: 22 }));
  expect(found).toMatchObject({ verdict: 'not-enough-data', reasons: [] });
  expect(found.more?.requests).toBeGreaterThanOrEqual(140);
  expect(found.more?.requests).toBeLessThan(145);
  expect(found.more?.seconds).toBeCloseTo((found.more?.requests ?? 0) / 0.2, 6);
  expect(plain(found.says)).toMatch(
    /^Not enough data: 100 % of 60 requests fail against 0\.3 % of 7,204 of v1\. 14\d more requests of v2, 1[12] min .*at this rate, would tell\.$/,
  );
});

test('without a failure it takes more than the least number to know that there are few', () => {
  const found = judged(seen('v2', { requests: 250 }), seen('v1', { requests: 7204 }));
  expect(found.verdict).toBe('not-enough-data');
  expect(found.more?.requests).toBeGreaterThan(300);
});

test('what is needed more is enough, and less is not', () => {
  const rate = fc.double({ min: 0, max: 0.2, noNaN: true });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 50_000 }),
      rate,
      rate,
      (n, m, p, q) => {
        const at = (times: number) =>
          judged(
            seen('v2', { requests: n * times, failed: n * times * p }),
            seen('v1', { requests: m * times, failed: m * times * q }),
          );
        const { verdict, more } = at(1);
        if (verdict !== 'not-enough-data' || more === null) return;
        expect(at((n + more.requests) / n).verdict).not.toBe('not-enough-data');
        if (more.requests > 0.02 * n + 2)
          expect(at((n + more.requests * 0.97 - 1) / n / 1.01).verdict).toBe('not-enough-data');
      },
    ),
  );
});

test('a version without traffic is no version without failures', () => {
  const idle = judged(unseen('v2'), seen('v1', { requests: 7204 }));
  expect(idle).toMatchObject({ verdict: 'not-enough-data', failed: null, p99Ratio: null });
  expect(idle.more).toEqual({ requests: 200, seconds: null });
  expect(idle.says).toBe('v2 gets no requests, so there is nothing to compare.');
  expect(judged(seen('v2', { requests: 10 }), unseen('v1'))).toMatchObject({
    verdict: 'not-enough-data',
    more: null,
    says: 'v1 gets no requests, so there is nothing to compare with.',
  });
});

test('more that is refused is worse too, once it is sure and beyond the budget', () => {
  const stable = seen('v1', { requests: 7000, refused: 350 });
  expect(judged(seen('v2', { requests: 4000, refused: 205 }), stable).verdict).toBe('not-worse');
  const found = judged(seen('v2', { requests: 4000, refused: 600 }), stable);
  expect(found).toMatchObject({ verdict: 'worse', reasons: ['refuses'] });
  expect(plain(found.says)).toBe(
    'v2 is worse: 15 % of 4,000 requests are refused against 5 % of 7,000 of v1.',
  );
});

test('a canary is slow when more of it is beyond the bucket of the stable p99 than a p99 allows', () => {
  const stable = seen('v1', { requests: 7000, durations: [6990, 10, 0] });
  const slow = judged(seen('v2', { requests: 4000, durations: [3800, 200, 0] }), stable);
  expect(slow).toMatchObject({ verdict: 'worse', reasons: ['slow'] });
  expect(slow.p99Ratio).toBeGreaterThan(4);
  expect(plain(slow.says)).toMatch(/^v2 is worse: its p99 is .* against .* of v1 \(4\.\d times as long\)\.$/);
  const few = judged(seen('v2', { requests: 4000, durations: [3950, 50, 0] }), stable);
  expect(few.verdict).toBe('not-worse');
  expect(plain(few.says)).toMatch(/ Its p99 is \d\.?\d? times as long, which may be chance\.$/);
});

test('nothing that is seen makes a verdict without numbers, or one that turns by itself', () => {
  const any = fc
    .tuple(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([requests, share]) => ({ requests, failed: Math.floor(requests * share) }));
  fc.assert(
    fc.property(any, any, (a, b) => {
      const found = judged(seen('v2', a), seen('v1', b));
      expect(JSON.stringify(found)).not.toMatch(/NaN|Infinity|undefined/);
      if (found.verdict === 'worse') expect(found.failed?.low).toBeGreaterThan(0);
      const both = [found.verdict, judged(seen('v1', b), seen('v2', a)).verdict];
      expect(both).not.toEqual(['worse', 'worse']);
    }),
  );
});
