import { z } from 'zod';

/**
 * Every way in which a request to Weft can fail. One switch in `server/http/respond.ts` turns a code into an HTTP
 * status; the texts say what is, why it matters and what to do.
 */
export const errorCode = z.enum([
  'bad-request',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'invalid',
  'too-large',
  'too-many',
  'unavailable',
  'timeout',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCode>;

/** An error with a code. Told apart by `code`: `instanceof` fails across the bundles of a Next server. */
export class WeftError extends Error {
  readonly code: ErrorCode;
  /** What the person can do about it, one sentence. */
  readonly cure: string | null;

  constructor(code: ErrorCode, message: string, options: { cure?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'WeftError';
    this.code = code;
    this.cure = options.cure ?? null;
  }
}

/** Whether a thrown value is one of ours, judged by its `code` field. */
export function isWeftError(value: unknown): value is WeftError {
  return (
    value instanceof Error && 'code' in value && errorCode.safeParse(value.code).success && 'cure' in value
  );
}
