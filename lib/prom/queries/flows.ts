import type { Seconds } from '#lib/core/units.ts';
import { outcomeLabels, requestIdentity, tcpIdentity } from '../labels.ts';
import {
  anyOf,
  binary,
  call,
  type Expr,
  matchesNot,
  type NamedQuery,
  number,
  rate,
  select,
  sumBy,
} from '../promql.ts';

/**
 * What a query of flows measures, per second: requests by outcome, gRPC messages, bytes of TCP; and for the labels on edges
 * `latency` (milliseconds), `throughput` (bytes of HTTP bodies), `security` (amounts by policy and principals) and
 * `operations` (requests by outcome and a label that classifies them).
 */
export type FlowMeasure =
  | 'requests'
  | 'messages-sent'
  | 'messages-received'
  | 'tcp-sent'
  | 'tcp-received'
  | 'latency'
  | 'throughput'
  | 'security'
  | 'security-messages'
  | 'security-tcp'
  | 'operations';

/** What a view of the graph shows, as far as it takes queries of its own. */
export interface FlowNeeds {
  /** Series that counted nothing in the window are part of it. */
  readonly idle: boolean;
  readonly requests: boolean;
  readonly messages: { readonly sent: boolean; readonly received: boolean };
  readonly tcp: { readonly sent: boolean; readonly received: boolean };
  /** A percentile of 1 to 99, or the mean. */
  readonly latency: number | 'mean' | null;
  readonly throughput: 'request' | 'response' | null;
  readonly security: boolean;
  /** The label that names operations, such as `request_operation`. */
  readonly operations: string | null;
}

export interface FlowQuery {
  readonly measure: FlowMeasure;
  readonly query: NamedQuery;
}

const requestLabels = [...requestIdentity, ...outcomeLabels] as const;
const messageLabels = requestIdentity.filter((label) => label !== 'request_protocol');
const byteLabels = tcpIdentity.filter((label) => label !== 'connection_security_policy');
const securityLabels = ['connection_security_policy', 'source_principal', 'destination_principal'] as const;

const positive = (expr: Expr): Expr => binary('>', expr, number(0));

/**
 * The queries of a view that shows every outcome of every edge: mesh-wide, one a measure, grouped by reporter. They cost more
 * than those of a refresh, which leave plain successes together, and are asked only where a view needs them.
 */
export function flowQueries(window: Seconds, needs: FlowNeeds): readonly FlowQuery[] {
  const moving = needs.idle ? (expr: Expr) => expr : positive;
  const total = (metric: string, by: readonly string[]) => moving(sumBy(by, rate(select(metric), window)));
  const ask = (measure: FlowMeasure, on: boolean, expr: () => Expr): FlowQuery[] =>
    on ? [{ measure, query: { name: `flow-${measure}`, expr: expr() } }] : [];
  return [
    ...ask('requests', needs.requests, () => total('istio_requests_total', requestLabels)),
    ...ask('messages-sent', needs.messages.sent, () => total('istio_request_messages_total', messageLabels)),
    ...ask('messages-received', needs.messages.received, () =>
      total('istio_response_messages_total', messageLabels),
    ),
    // The names of bytes are the server's: it receives what the caller sends (istio#32399).
    ...ask('tcp-sent', needs.tcp.sent, () => total('istio_tcp_received_bytes_total', byteLabels)),
    ...ask('tcp-received', needs.tcp.received, () => total('istio_tcp_sent_bytes_total', byteLabels)),
    ...ask('latency', needs.latency !== null, () => latencyOf(needs.latency ?? 'mean', window)),
    ...ask('throughput', needs.throughput !== null, () =>
      positive(sumBy(messageLabels, rate(select(`istio_${needs.throughput}_bytes_sum`), window))),
    ),
    ...ask('security', needs.security && needs.requests, () =>
      secured(['istio_requests_total'], requestIdentity, window),
    ),
    ...ask('security-messages', needs.security && (needs.messages.sent || needs.messages.received), () =>
      secured(['istio_request_messages_total', 'istio_response_messages_total'], messageLabels, window),
    ),
    ...ask('security-tcp', needs.security && (needs.tcp.sent || needs.tcp.received), () =>
      secured(['istio_tcp_received_bytes_total', 'istio_tcp_sent_bytes_total'], byteLabels, window),
    ),
    ...ask('operations', needs.operations !== null, () => operationsOf(needs.operations ?? '', window)),
  ];
}

const duration = 'istio_request_duration_milliseconds';

function latencyOf(which: number | 'mean', window: Seconds): Expr {
  const part = (suffix: string, by: readonly string[]) =>
    sumBy(by, rate(select(`${duration}${suffix}`), window));
  if (which === 'mean') return binary('/', part('_sum', requestIdentity), part('_count', requestIdentity));
  return call('histogram_quantile', number(which / 100), part('_bucket', ['le', ...requestIdentity]));
}

function secured(metrics: readonly [string, ...string[]], by: readonly string[], window: Seconds): Expr {
  const [first, ...rest] = metrics.map((metric) =>
    positive(sumBy([...by, ...securityLabels], rate(select(metric), window))),
  );
  return first === undefined ? number(0) : anyOf(first, ...rest);
}

function operationsOf(label: string, window: Seconds): Expr {
  const classified = select('istio_requests_total', [matchesNot(label, '|unknown')]);
  return positive(sumBy([...requestLabels, label], rate(classified, window)));
}
