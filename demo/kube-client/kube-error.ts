import { z } from 'zod';

const status = z.looseObject({
  message: z.string().default(''),
  reason: z.string().default(''),
  code: z.number().default(0),
});

/** An answer of the API server that is not a success: its HTTP status and the reason of its Status object. */
export class KubeError extends Error {
  override readonly name = 'KubeError';
  readonly status: number;
  readonly reason: string;

  constructor(httpStatus: number, reason: string, message: string) {
    super(message);
    this.status = httpStatus;
    this.reason = reason;
  }
}

/** Makes the error from a response body: a Status object as a rule, plain text where something else answered. */
export function kubeErrorFrom(httpStatus: number, body: string, what: string): KubeError {
  const parsed = status.safeParse(parseJson(body));
  if (!parsed.success) return new KubeError(httpStatus, '', `${what}: ${httpStatus} ${body.slice(0, 300)}`);
  return new KubeError(httpStatus, parsed.data.reason, `${what}: ${httpStatus} ${parsed.data.message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const isKubeError = (error: unknown, httpStatus: number): error is KubeError =>
  error instanceof KubeError && error.status === httpStatus;
