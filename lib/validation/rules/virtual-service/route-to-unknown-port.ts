import type { ResolvedHost } from '#lib/mesh/resolve-host.ts';
import { objectRule, type Remark } from '../../rule.ts';
import { resolvedDestinations } from './resolve-destination.ts';

/**
 * A route to a port that the host does not have, or without a port to a host with several (checkServiceEntryPorts of
 * Istio's virtualservice.DestinationHostAnalyzer).
 */
export const routeToUnknownPort = objectRule({
  name: 'virtual-service/route-to-unknown-port',
  codes: ['IST0101', 'IST0112'],
  kind: 'VirtualService',
  reads: ['Service', 'ServiceEntry', 'ConfigMap'],
  *remarks(service, cluster): Generator<Remark> {
    for (const { path, host, resolved, destination } of resolvedDestinations(cluster, service)) {
      if (resolved === null) continue;
      const { port } = destination;
      const ports = portsOf(resolved);
      if (port === undefined) {
        if (ports.length < 2) continue;
        yield { code: 'IST0112', path: `${path}.host`, args: { host, ports: ports.join(', ') } };
      } else if (!ports.some((number) => number === port.number)) {
        const args = { what: 'port', host, name: String(port.number ?? 0) };
        yield { code: 'IST0101', path: `${path}.port`, args };
      }
    }
  },
});

function portsOf(resolved: ResolvedHost): readonly number[] {
  return resolved.kind === 'service'
    ? (resolved.service.spec?.ports ?? []).map(({ port }) => port)
    : (resolved.entry.spec?.ports ?? []).map(({ number }) => number);
}
