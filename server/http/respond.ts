import type { ErrorBody } from '#lib/api/error-contract.ts';
import { type ErrorCode, isWeftError, WeftError } from '#lib/core/error-code.ts';

/** The one switch from an error's code to an HTTP status. */
export function statusOf(code: ErrorCode): number {
  switch (code) {
    case 'bad-request':
      return 400;
    case 'unauthenticated':
      return 401;
    case 'forbidden':
      return 403;
    case 'not-found':
      return 404;
    case 'conflict':
      return 409;
    case 'too-large':
      return 413;
    case 'invalid':
      return 422;
    case 'too-many':
      return 429;
    case 'unavailable':
      return 503;
    case 'timeout':
      return 504;
    case 'internal':
      return 500;
  }
}

const unknown = new WeftError('internal', 'Weft failed to answer.', {
  cure: 'Ask again. The log of Weft holds the reason under the request id.',
});

/** An error as an answer. What is not a WeftError says nothing of itself: its text may hold anything. */
export function errorResponse(error: unknown, requestId: string): Response {
  const { code, message, cure } = isWeftError(error) ? error : unknown;
  const body: ErrorBody = { error: { code, message, cure, requestId } };
  const headers = new Headers({ 'cache-control': 'no-store' });
  // Every bound lets at least one request through in this time.
  if (code === 'too-many') headers.set('retry-after', '1');
  return Response.json(body, { status: statusOf(code), headers });
}

/** A value as JSON that every client must ask about again. */
export function jsonResponse(value: unknown): Response {
  return Response.json(value, { headers: { 'cache-control': 'no-store' } });
}
