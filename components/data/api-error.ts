import type { ErrorCode } from '#lib/core/error-code.ts';
import { contracts } from './contracts.ts';

/** A request to Weft's own API that failed: what the server said, or what the browser saw. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly cure: string | null;
  readonly requestId: string | null;

  constructor(code: ErrorCode, message: string, cure: string | null, requestId: string | null = null) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.cure = cure;
    this.requestId = requestId;
  }
}

/** The error that an answer other than a success carries; an answer of no known form is `internal`. */
export async function errorOfAnswer(status: number, body: unknown): Promise<ApiError> {
  const { errorBody } = await contracts.error();
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) {
    return new ApiError(
      'internal',
      `The Weft server answered ${status}.`,
      'Look into the log of the Weft server.',
    );
  }
  const { code, message, cure, requestId } = parsed.data.error;
  return new ApiError(code, message, cure, requestId);
}

/** What a query can fail with, as an ApiError. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(
    'unavailable',
    'The Weft server cannot be reached.',
    'Check that it is running; the page tries again by itself.',
  );
}
