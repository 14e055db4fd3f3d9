import type { Retry } from '#demo/traffic/config/rule.ts';
import type { Outcome } from './outcome.ts';

const has = (retry: Retry, ...words: string[]): boolean => words.some((word) => retry.on.has(word));

const grpcWords: Readonly<Record<number, string>> = {
  1: 'cancelled',
  4: 'deadline-exceeded',
  8: 'resource-exhausted',
  13: 'internal',
  14: 'unavailable',
};

/** Whether the caller's proxy tries again after an answer (Envoy, `x-envoy-retry-on` and `x-envoy-retry-grpc-on`). */
export function retriesAnswer(retry: Retry, { status, grpcStatus }: Outcome): boolean {
  if (grpcStatus > 0) return has(retry, grpcWords[grpcStatus] ?? '');
  return (
    (status >= 500 && has(retry, '5xx')) ||
    (status >= 502 && status <= 504 && has(retry, 'gateway-error')) ||
    (status === 409 && has(retry, 'retriable-4xx')) ||
    retry.codes.has(status)
  );
}

/** Whether it tries again when no answer came: the handshake failed, the connection was cut, or a try took too long. */
export function retriesFailure(retry: Retry, failure: 'UF' | 'UC' | 'UT'): boolean {
  if (failure === 'UF') return has(retry, 'connect-failure', 'reset', '5xx', 'gateway-error');
  if (failure === 'UC') return has(retry, 'reset', '5xx', 'gateway-error');
  return has(retry, '5xx', 'gateway-error') || retry.codes.has(504);
}
