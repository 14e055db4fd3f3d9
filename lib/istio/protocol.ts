/** Protocols that a port of a Service can name (istio/istio pkg/config/protocol 86c9f01f). */
const protocols = new Set([
  'tcp',
  'udp',
  'grpc',
  'grpc-web',
  'http',
  'http_proxy',
  'http2',
  'https',
  'tls',
  'mongo',
  'redis',
  'mysql',
]);

/** Names that Kubernetes gives protocols in `appProtocol`. */
const kubernetes = new Map([
  ['kubernetes.io/h2c', 'http2'],
  ['kubernetes.io/ws', 'http'],
  ['kubernetes.io/wss', 'https'],
]);

/** Ports on which the server speaks first: sniffing would wait for ever, so they are TCP unless they say otherwise. */
const serverFirst = new Set([25, 53, 3306, 27017]);

interface Port {
  readonly port: number;
  readonly name?: string;
  readonly protocol?: string;
  readonly appProtocol?: string;
}

/**
 * The protocol that a port of a Service declares: `appProtocol`, else the part of its name before the first `-`. Null where
 * it declares none and Istio finds out by sniffing (ConvertProtocol, istio/istio pkg/config/kube 86c9f01f).
 */
export function declaredProtocol({ port, name = '', protocol, appProtocol }: Port): string | null {
  if (protocol === 'UDP') return 'udp';
  const declared = (kubernetes.get(appProtocol ?? '') ?? appProtocol ?? name).toLowerCase();
  if (declared.startsWith('grpc-web')) return 'grpc-web';
  const first = declared.split('-')[0] ?? '';
  if (protocols.has(first)) return first;
  return serverFirst.has(port) ? 'tcp' : null;
}
