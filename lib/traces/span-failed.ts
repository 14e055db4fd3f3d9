import { type SpanTag, tagOf } from './trace.ts';

/**
 * Whether a span failed: as its status says, or the tag `error`, or a server error among its tags. Envoy sets the tag for 5xx and
 * for what got no answer (`source/common/tracing/http_tracer_impl.cc`); not every exporter makes a status of it.
 */
export function spanFailed(status: string | number, tags: readonly SpanTag[]): boolean {
  if (status === 2 || status === 'STATUS_CODE_ERROR' || status === '2') return true;
  const error = tagOf({ tags }, 'error');
  if (error !== null) return error !== 'false';
  return /^5\d\d$/.test(tagOf({ tags }, 'http.status_code', 'http.response.status_code') ?? '');
}
