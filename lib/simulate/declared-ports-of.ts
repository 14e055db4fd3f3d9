import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadAt } from '#lib/mesh/workloads.ts';
import { type HostPort, portsOf } from './endpoints.ts';
import { meantHost } from './meant-host.ts';
import { proxyView, searchNames } from './proxy-view.ts';
import type { SimulatedRequest } from './request.ts';
import { firstKnown } from './sidecar-hop.ts';

/** The ports that a host declares, as a caller's proxy finds it under its short name; none where it finds nothing. */
export function declaredPortsOf(
  cluster: ClusterSnapshot,
  { from, host }: Pick<SimulatedRequest, 'from' | 'host'>,
): { readonly namespace: string | null; readonly ports: readonly HostPort[] } {
  const workload = from.kind === 'workload' ? workloadAt(cluster, from.namespace, from.name) : null;
  if (workload === null) return { namespace: null, ports: [] };
  // Whether a Sidecar leaves the host out is told by each port's answer.
  const view = { ...proxyView(cluster, workload), sidecar: null };
  const meant = meantHost(cluster, host, workload.namespace).host;
  const found = firstKnown(view, searchNames(meant, workload.namespace), 0);
  return found === null
    ? { namespace: null, ports: [] }
    : { namespace: found.namespace, ports: portsOf(found) };
}

/** The protocol in which a port is usually spoken to. */
export function usualProtocol({ protocol }: HostPort): SimulatedRequest['protocol'] {
  if (protocol === 'grpc' || protocol === 'grpc-web') return 'grpc';
  if (protocol === 'tls' || protocol === 'https') return 'tls';
  return ['tcp', 'mongo', 'mysql', 'redis'].includes(protocol ?? '') ? 'tcp' : 'http';
}
