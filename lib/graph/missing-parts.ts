/** What the graph lacks while a query of its refresh, or one that a view takes beside it, fails: by what the query measures. */
const parts: Readonly<Record<string, string>> = {
  requests:
    'Request rates of HTTP and gRPC edges, and TCP connections. Edges that only successes make are missing, others are known by their errors alone; the health of TCP edges is not known.',
  failures:
    'Error rates, response codes and flags. The health of HTTP and gRPC edges is not known, and is not drawn as healthy.',
  'first-failures': 'Errors that came once: the first value of a series, which a rate cannot see.',
  'new-requests': 'Requests of series that began in this window, which a rate cannot see.',
  latency: 'Average latency of edges.',
  'edges-p50': 'The median response time of edges.',
  'edges-p95': 'The 95th percentile of the response time of edges.',
  'edges-p99': 'The 99th percentile of the response time of edges.',
  'edges-latency-buckets': 'Percentiles of the response time of edges that stand for several series.',
  'edges-request-bytes': 'Bytes of requests on HTTP and gRPC edges.',
  'edges-response-bytes': 'Bytes of responses on HTTP and gRPC edges.',
  'tcp-sent': 'Bytes from caller to callee of TCP edges.',
  'tcp-received': 'Bytes from callee to caller of TCP edges.',
  'messages-sent': 'gRPC messages from caller to callee, in a view that counts them.',
  'messages-received': 'gRPC messages from callee to caller, in a view that counts them.',
  operations: 'Operations as nodes.',
  'sent-since-change': 'Observed shares of routes whose weights changed in this window.',
};

/** What a failed query would have filled, in a sentence or two. */
export const missingPart = (query: string): string =>
  parts[query.replace(/^flow-/, '')] ?? 'A part of the graph; it is left blank, not zero.';
