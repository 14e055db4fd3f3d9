import type { GatewayServer } from './networking-types.ts';

/** The lists of routes that a VirtualService can have. */
export type RouteList = 'http' | 'tls' | 'tcp';

const http = new Set(['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'HTTP_PROXY']);
const tcp = new Set(['TCP', 'MONGO', 'MYSQL', 'REDIS']);

/**
 * The routes that a server of a Gateway reads: http where it sees requests, tls where it passes TLS on by its server name,
 * tcp for everything else. Null where it reads none (AUTO_PASSTHROUGH) or its protocol is unknown (IsHTTPServer and
 * createGatewayTCPFilterChainOpts, istio/istio pkg/config/gateway and pilot/pkg/networking/core 86c9f01f).
 */
export function routesOfServer({ port, tls }: GatewayServer): RouteList | null {
  const protocol = port?.protocol?.toUpperCase() ?? '';
  if (http.has(protocol)) return 'http';
  if (tls?.mode === 'AUTO_PASSTHROUGH') return null;
  // Without a mode it is PASSTHROUGH, the first of the enumeration.
  const passes = tls !== undefined && (tls.mode === undefined || tls.mode === 'PASSTHROUGH');
  if (protocol === 'HTTPS') return passes ? 'tls' : 'http';
  if (protocol === 'TLS') return passes ? 'tls' : 'tcp';
  return tcp.has(protocol) ? 'tcp' : null;
}
