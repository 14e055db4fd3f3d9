import type { MetricFamily } from '#demo/traffic/metrics.ts';

const family = (name: string, type: MetricFamily['type'], help: string): MetricFamily => ({
  name,
  type,
  help,
});

/** The metrics of Istio's proxies. Envoy writes no help texts; these are for the reader of a scrape. */
export const families = {
  requests: family('istio_requests_total', 'counter', 'Requests by both ends, code and flags.'),
  duration: family('istio_request_duration_milliseconds', 'histogram', 'Duration of requests.'),
  requestBytes: family('istio_request_bytes', 'histogram', 'Size of requests.'),
  responseBytes: family('istio_response_bytes', 'histogram', 'Size of responses.'),
  requestMessages: family('istio_request_messages_total', 'counter', 'gRPC messages sent by clients.'),
  responseMessages: family('istio_response_messages_total', 'counter', 'gRPC messages sent by servers.'),
  tcpSent: family('istio_tcp_sent_bytes_total', 'counter', 'Bytes sent to the client of a TCP connection.'),
  tcpReceived: family('istio_tcp_received_bytes_total', 'counter', 'Bytes received from the client.'),
  tcpOpened: family('istio_tcp_connections_opened_total', 'counter', 'TCP connections opened.'),
  tcpClosed: family('istio_tcp_connections_closed_total', 'counter', 'TCP connections closed.'),
  build: family('istio_build', 'gauge', 'Version of the proxy.'),
  certExpiry: family(
    'istio_agent_cert_expiry_seconds',
    'gauge',
    'Seconds until the workload certificate expires.',
  ),
} as const;
