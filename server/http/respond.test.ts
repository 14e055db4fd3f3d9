import { expect, test } from 'vitest';
import { errorBody } from '#lib/api/error-contract.ts';
import { errorCode, WeftError } from '#lib/core/error-code.ts';
import { errorResponse, statusOf } from './respond.ts';

test('every code has a status of its own kind', () => {
  for (const code of errorCode.options) expect(statusOf(code)).toBeGreaterThanOrEqual(400);
  expect(new Set(errorCode.options.map(statusOf)).size).toBe(errorCode.options.length);
});

test('an error of ours says what is and what to do', async () => {
  const error = new WeftError('unavailable', 'Prometheus cannot be reached.', { cure: 'Check the address.' });
  const response = errorResponse(error, 'r1');
  expect(response.status).toBe(503);
  expect(errorBody.parse(await response.json()).error).toEqual({
    code: 'unavailable',
    message: 'Prometheus cannot be reached.',
    cure: 'Check the address.',
    requestId: 'r1',
  });
});

test('who asks too often is told when to ask again', () => {
  const response = errorResponse(new WeftError('too-many', 'Too often.'), 'r1');
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
});

test.each([
  new Error('password is hunter2'),
  'hunter2',
  { code: 'not-found', message: 'hunter2', cure: null },
  Object.assign(new Error('hunter2'), { code: 'ECONNREFUSED' }),
  null,
])('an unknown error tells nothing of itself: %j', async (thrown) => {
  const response = errorResponse(thrown, 'r2');
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).not.toContain('hunter2');
  expect(errorBody.parse(JSON.parse(text)).error.requestId).toBe('r2');
});
