import { formatLatency } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { parseDuration } from '#lib/istio/duration.ts';
import type { ConnectionPool } from '#lib/istio/networking-types.ts';

/**
 * What a pool comes to. Every client's proxy counts for itself, so the limits add up over clients; a limit that is not written is
 * none, but for 10 s to connect (ConnectionPoolSettings, istio/api networking/v1 b8f8791d). `clients`: how many pods send, null
 * where that is not known.
 */
export function connectionPoolSays(pool: ConnectionPool, to: string, clients: number | null): string {
  const { maxConnections = 0, connectTimeout = '' } = pool.tcp ?? {};
  const {
    http1MaxPendingRequests = 0,
    http2MaxRequests = 0,
    maxRequestsPerConnection = 0,
    maxRetries = 0,
  } = pool.http ?? {};
  const may = [
    ...(maxConnections > 0 ? [`hold ${plural(maxConnections, 'connection')} to ${to}`] : []),
    ...(http2MaxRequests > 0 ? [`have ${plural(http2MaxRequests, 'request')} to ${to} under way`] : []),
    ...(http1MaxPendingRequests > 0
      ? [`let ${plural(http1MaxPendingRequests, 'request')} wait for a connection`]
      : []),
    ...(maxRetries > 0 ? [`try ${plural(maxRetries, 'request')} again at a time`] : []),
  ];
  const timeout = parseDuration(connectTimeout);
  return [
    may.length === 0
      ? `Nothing limits what a client proxy sends to ${to}.`
      : `Each client proxy may ${listed(may)}.`,
    ...(http2MaxRequests > 0 || http1MaxPendingRequests > 0
      ? ['A request beyond that is answered 503 at once (flag UO).']
      : []),
    ...(maxConnections > 0 && clients !== null && clients > 1
      ? [
          `${plural(clients, 'client pod')} could hold ${plural(maxConnections * clients, 'connection')} together.`,
        ]
      : []),
    ...(maxRequestsPerConnection === 1 ? ['Every request opens a connection of its own.'] : []),
    ...(maxRequestsPerConnection > 1
      ? [`A connection is closed after ${plural(maxRequestsPerConnection, 'request')}.`]
      : []),
    ...(timeout === null
      ? []
      : [`A connection that is not there after ${formatLatency(timeout)} has failed.`]),
  ].join(' ');
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
