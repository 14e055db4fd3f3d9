import type { Service, ServicePort } from '#lib/k8s/workload-types.ts';
import type { Protocol } from '../model.ts';

/**
 * The port of a Service that an edge of a protocol must be on, as telemetry names no port; null where it could be on
 * several. A port's protocol is its `appProtocol`, or the first part of its name.
 */
export function servicePort(service: Service | null, protocol: Protocol): number | null {
  const ports = service?.spec?.ports ?? [];
  const [only, ...others] = ports;
  if (only === undefined || others.length === 0) return only?.port ?? null;
  const [fitting, ...more] = ports.filter((port) => speaks(port, protocol));
  return fitting !== undefined && more.length === 0 ? fitting.port : null;
}

function speaks({ appProtocol, name = '' }: ServicePort, protocol: Protocol): boolean {
  const declared = (appProtocol ?? name.split('-')[0] ?? '').toLowerCase();
  if (declared.startsWith('grpc')) return protocol === 'grpc';
  // gRPC is seen on ports of HTTP/2 too.
  if (declared === 'http2' || declared.endsWith('h2c')) return protocol !== 'tcp';
  if (declared.startsWith('http')) return protocol === 'http';
  return protocol === 'tcp';
}
