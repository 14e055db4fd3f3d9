import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { durationText } from '../duration-text.ts';
import { faultSays } from './fault-says.ts';
import { headerCohortSays } from './header-cohort.ts';
import { mirroringSays } from './mirroring.ts';
import { requestTimeOf, requestTimeSays } from './request-time.ts';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test.each([
  [
    '{ timeout: 10s, retries: { attempts: 2, perTryTimeout: 3s } }',
    'A request may take up to 9 s: 3 attempts of 3 s, within the timeout of 10 s.',
  ],
  [
    '{ timeout: 5s, retries: { attempts: 3, perTryTimeout: 2s } }',
    'A request may take up to 5 s: the timeout cuts off 4 attempts of 2 s. Where each takes its time, attempt 3 is cut short.',
  ],
  [
    '{ timeout: 4s, retries: { attempts: 2, perTryTimeout: 2s } }',
    'A request may take up to 4 s: the timeout cuts off 3 attempts of 2 s. Where each takes its time, attempt 3 never starts.',
  ],
  [
    '{ timeout: 2s }',
    'A request may take up to 2 s, all of its 3 attempts together. One that hangs uses it up, so only quick failures are tried again.',
  ],
  ['{ timeout: 2s, retries: { attempts: 0 } }', 'A request may take up to 2 s: 1 attempt.'],
  ['{ timeout: 2s, retries: {} }', 'A request may take up to 2 s: 1 attempt.'],
  ['{ timeout: 0s }', 'Nothing cuts a request off; it is tried up to 3 times.'],
  [
    '{ retries: { attempts: 1, perTryTimeout: 250ms } }',
    'A request may take up to 500 ms: 2 attempts of 250 ms.',
  ],
  [
    '{ timeouts: { request: 1s, backendRequest: 400ms }, retry: { attempts: 1 } }',
    'A request may take up to 800 ms: 2 attempts of 400 ms, within the timeout of 1 s.',
  ],
  ['{ retry: {} }', 'Nothing cuts a request off; it is tried twice.'],
])('%s', (rule, says) => {
  expect(plain(requestTimeSays(requestTimeOf(parse(rule))))).toBe(says);
});

test('what faults, copies and cohorts come to', () => {
  const delay = { ms: 5000, percent: 10 };
  const abort = { httpStatus: 503, percent: 100 };
  expect(plain(faultSays({ delay, abort }))).toBe(
    "10 % of requests wait 5 s before they are sent on; 100 % are answered with 503 and never arrive. The rule's own timeout and retries do not apply to this.",
  );
  expect(plain(faultSays({ delay: null, abort: { grpcStatus: 'UNAVAILABLE', percent: 1 } }))).toMatch(
    /^1 % of requests are answered with gRPC UNAVAILABLE and never arrive\./,
  );
  expect(faultSays({ delay: null, abort: null })).toBe('No request is touched.');
  expect(plain(mirroringSays({ host: 'cart', subset: 'v2', percent: 5 }))).toMatch(
    /^5 % of requests are sent a second time, to cart, subset v2\./,
  );
  expect(mirroringSays({ host: 'cart', subset: null, percent: 100 })).toMatch(
    /^Every request is sent a second time, to cart\./,
  );
  expect(headerCohortSays({ name: 'x', how: 'prefix', value: 'a' }, 'v2')).toBe(
    'Requests of this rule whose header x begins with "a" go to v2 alone. All others are shared out as before.',
  );
});

test.each([
  [1, '1ms'],
  [1500, '1500ms'],
  [2000, '2s'],
  [90_000, '90s'],
  [360_000_000, '6000m'],
  [123_456, '123s456ms'],
])('%d ms are %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});
