import { type Span, tagOf } from './trace.ts';

/** What the tags of Istio's proxies say of a span. Null: not said. */
export interface ProxyFacts {
  /** HTTP status; `0` where there was no answer. */
  readonly status: string | null;
  readonly grpcStatus: string | null;
  /** Envoy's response flags, sorted. */
  readonly flags: readonly string[];
  readonly requestId: string | null;
  readonly canonicalService: string | null;
  readonly namespace: string | null;
  readonly pod: string | null;
  /** Host of the cluster that the proxy sent it to, and the namespace of the service where it is one of the mesh. */
  readonly upstreamHost: string | null;
  readonly upstreamNamespace: string | null;
}

/** `sidecar~10.0.0.1~cart-v1-abc.shop~shop.svc.cluster.local`: kind, address, pod and namespace, domain (Istio, `pkg/model/proxy.go`). */
const nodeForm = /^[a-z]+~[^~]*~(.+)\.([^.~]+)~/;
/** `outbound|8080|v2|cart.shop.svc.cluster.local`; tags may write it `outbound|8080||cart.shop.svc.cluster.local;`. */
const clusterForm = /^outbound[|_.]+\d+[|_.]+[^|]*\|([^|;]+)/;
const serviceForm = /^[^.]+\.([^.]+)\.svc(\.|$)/;

/** Reads what Envoy and Istio put on spans, under the names of both tracing drivers. */
export function proxyFacts(span: Pick<Span, 'tags'>): ProxyFacts {
  const node = nodeForm.exec(tagOf(span, 'node_id') ?? '');
  const host = clusterForm.exec(tagOf(span, 'upstream_cluster', 'upstream_cluster.name') ?? '')?.[1] ?? null;
  const flags = tagOf(span, 'response_flags') ?? '-';
  return {
    status: tagOf(span, 'http.status_code', 'http.response.status_code'),
    grpcStatus: tagOf(span, 'grpc.status_code', 'rpc.grpc.status_code'),
    flags: flags === '-' ? [] : flags.split(',').sort(),
    requestId: tagOf(span, 'guid:x-request-id'),
    canonicalService: tagOf(span, 'istio.canonical_service'),
    namespace: tagOf(span, 'istio.namespace', 'k8s.namespace.name') ?? node?.[2] ?? null,
    pod: tagOf(span, 'k8s.pod.name') ?? node?.[1] ?? null,
    upstreamHost: host,
    upstreamNamespace: serviceForm.exec(host ?? '')?.[1] ?? null,
  };
}
