import { isError, type TracedSpan } from './traced-span.ts';

export interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue: string } | { readonly boolValue: boolean };
}

const text = (key: string, stringValue: string): Attribute => ({ key, value: { stringValue } });

/** How Envoy names a span: by the virtual host and what of it; that of what arrives by the callee's own. */
export const operationOf = ({ owner, side }: TracedSpan): string => {
  const { call } = owner.call;
  const host =
    side === 'source' ? (owner.service.host ?? call.host) : (owner.link?.inbound.host ?? call.host);
  return `${host}:${call.port}/*`;
};

/** What Istio's proxies put on a span (Envoy, `source/common/tracing/http_tracer_impl.cc`; Istio, "Trace span tags"). */
export function attributesOf(span: TracedSpan, traceId: string): readonly Attribute[] {
  const { owner, outcome, pod, side, caller } = span;
  const { call } = owner.call;
  const grpc = call.protocol === 'grpc';
  const { workload } = pod;
  const { endpoint = null } = owner.link ?? {};
  const cluster = side === 'source' ? owner.cluster : endpoint === null ? null : `inbound|${endpoint.port}||`;
  const peer = side === 'destination' ? caller.ip : endpoint?.address;
  return [
    text('component', 'proxy'),
    text('node_id', nodeId(span)),
    text('istio.canonical_revision', workload.canonicalRevision),
    text('istio.canonical_service', workload.canonicalService),
    text('istio.mesh_id', 'cluster.local'),
    text('istio.namespace', workload.namespace),
    text('guid:x-request-id', requestId(traceId)),
    text('http.method', grpc ? 'POST' : call.method),
    text('http.protocol', grpc ? 'HTTP/2' : 'HTTP/1.1'),
    text('http.url', `http://${call.authority ?? call.host}${call.path}`),
    text('user_agent', call.headers['user-agent'] ?? 'Go-http-client/1.1'),
    text('request_size', String(call.requestBytes)),
    text('http.status_code', outcome.code),
    text('response_flags', outcome.flags),
    ...(outcome.grpc === '' ? [] : [text('grpc.status_code', outcome.grpc)]),
    ...(cluster === null ? [] : [text('upstream_cluster', cluster), text('upstream_cluster.name', cluster)]),
    ...(peer === undefined ? [] : [text('peer.address', peer)]),
    ...(isError(outcome) ? [{ key: 'error', value: { boolValue: true } }] : []),
  ];
}

const nodeId = ({ pod }: TracedSpan): string => {
  const kind = pod.workload.gateway ? 'router' : 'sidecar';
  return `${kind}~${pod.ip}~${pod.name}.${pod.namespace}~${pod.namespace}.svc.cluster.local`;
};

/** A UUID made of the trace's id. */
const requestId = (id: string): string =>
  `${id.slice(0, 8)}-${id.slice(8, 12)}-9${id.slice(13, 16)}-a${id.slice(17, 20)}-${id.slice(20, 32)}`;
