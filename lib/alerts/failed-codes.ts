import type { Protocol } from '#lib/graph/model.ts';
import { type Matcher, matches, matchesNot } from '#lib/prom/promql.ts';

const httpErrors = Array.from({ length: 200 }, (_, i) => String(400 + i));
const grpcStatuses = Array.from({ length: 16 }, (_, i) => String(i + 1));

/**
 * Matchers of the failed requests whose code, as health judges it, is one that `counts`: each list selects a part of them, and no
 * request is in two. A tolerance is written as a regular expression of JavaScript, Prometheus has RE2: so codes are enumerated.
 */
export function failedCodes(
  protocol: Exclude<Protocol, 'tcp'>,
  counts: (code: string) => boolean,
): readonly (readonly Matcher[])[] {
  const http = [...(counts('-') ? ['-', '0'] : []), ...byHundreds(httpErrors.filter(counts))];
  const byHttp = http.length === 0 ? [] : [[matches('response_code', http.join('|'))]];
  if (protocol === 'http') return byHttp;
  const statuses = grpcStatuses.filter(counts);
  if (statuses.length === 0) return byHttp;
  // An error of HTTP itself comes before the status of gRPC.
  const byGrpc = [
    matches('grpc_response_status', statuses.join('|')),
    matchesNot('response_code', '-|0|[45]..'),
  ];
  return [...byHttp, byGrpc];
}

/** Codes as alternatives of a regular expression, a whole class as `5..`. */
function byHundreds(codes: readonly string[]): readonly string[] {
  const classes = Map.groupBy(codes, (code) => code.charAt(0));
  return [...classes].flatMap(([first, own]) => (own.length === 100 ? [`${first}..`] : own));
}
