import { z } from 'zod';

/** The API server's own account of a failure (a `Status` object). */
const statusBody = z.object({
  message: z.string().optional(),
  reason: z.string().optional(),
  code: z.number().optional(),
});

/** A request to the API server that did not succeed. `status` is null when there was no answer at all. */
export class KubeFailure extends Error {
  readonly status: number | null;
  /** Kubernetes' machine-readable reason (`Forbidden`, `Expired`, `Conflict`…), or null. */
  readonly reason: string | null;

  constructor(status: number | null, message: string, options: { reason?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'KubeFailure';
    this.status = status;
    this.reason = options.reason ?? null;
  }
}

/** The failure an answer with an error status stands for; its text is the server's own where it gave one. */
export function failureOf(status: number, body: unknown): KubeFailure {
  const parsed = statusBody.safeParse(body);
  const message = parsed.success ? parsed.data.message : undefined;
  return new KubeFailure(status, message || `The API server answered ${status}.`, {
    reason: parsed.success ? parsed.data.reason : undefined,
  });
}

/** The failure a thrown value stands for: ours as it is, anything else is a request without an answer. */
export function asKubeFailure(cause: unknown): KubeFailure {
  if (cause instanceof KubeFailure) return cause;
  return new KubeFailure(null, `The API server does not answer: ${reasonOf(cause)}`, { cause });
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // Connection errors to several addresses come as an AggregateError without a message of its own.
  if (cause instanceof AggregateError && cause.message === '') return reasonOf(cause.errors[0]);
  if (cause.cause instanceof Error && !('code' in cause)) return reasonOf(cause.cause);
  return cause.message;
}

/** The watch or the list's continue token is older than what the server keeps: list again. */
export const isExpired = (failure: KubeFailure): boolean => failure.status === 410;
