import { type PoolLimits, readDestinationRules } from '#demo/traffic/config/destination-rules.ts';
import type { RegistryHost, RegistryPort } from '#demo/traffic/config/registry.ts';
import { objectsOf } from '#demo/traffic/config/view.ts';
import { scopes } from '#demo/traffic/config/visibility.ts';
import { fullHost } from '#lib/istio/hosts.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { hostCounts } from './host-counts.ts';
import type { ProxySubject } from './proxy-subject.ts';

export interface KnownHost {
  /** With its port; a path for the proxy's own sockets. */
  readonly address: string;
  readonly ejected: boolean;
  readonly requests: number;
  readonly errors: number;
}

export interface KnownCluster {
  readonly name: string;
  readonly hosts: readonly KnownHost[];
  readonly pool: PoolLimits | null;
}

/** The clusters of a proxy: each host that it is told of, by port and subset, its workload's own ports, and Envoy's own. */
export function clustersOf(subject: ProxySubject): readonly KnownCluster[] {
  return [...outbound(subject), ...inbound(subject), ...own];
}

function outbound(subject: ProxySubject): KnownCluster[] {
  const { view, world, workload } = subject;
  const { settings, registry } = world;
  const scope = scopes(view, settings, registry)(workload.node);
  const rules = readDestinationRules(view, settings);
  const subsets = subsetNames(subject);
  return registry.hosts.flatMap((host) =>
    host.ports
      .filter((port) => scope.find(host.host, port.number) === host)
      .flatMap((port) =>
        [null, ...(subsets.get(host.host) ?? [])].flatMap((subset) => {
          const policy = rules.policy(workload.node, host, subset, port.number);
          if (policy === 'missing-subset') return [];
          return [oneCluster(subject, host, port, subset, policy)];
        }),
      ),
  );
}

function oneCluster(
  { pod, outliers, nowMs, metrics }: ProxySubject,
  host: RegistryHost,
  port: RegistryPort,
  subset: string | null,
  { labels, pool }: { readonly labels: Readonly<Record<string, string>>; readonly pool: PoolLimits | null },
): KnownCluster {
  const name = `outbound|${port.number}|${subset ?? ''}|${host.host}`;
  const health = outliers.of(pod.key, name);
  const endpoints = port.endpoints.filter((endpoint) => matchesLabels(labels, endpoint.labels));
  const counts = hostCounts(metrics, host.host, endpoints);
  return {
    name,
    pool,
    hosts: endpoints.map((endpoint) => ({
      address: `${endpoint.address}:${endpoint.port}`,
      ejected: health.isEjected(endpoint.address, nowMs),
      ...counts(endpoint),
    })),
  };
}

/** Names of the subsets that any DestinationRule has for a host; which of them hold for the proxy is the policy's to say. */
function subsetNames({ view }: ProxySubject): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { metadata, spec } of objectsOf(view, 'DestinationRule')) {
    const host = fullHost(spec?.host ?? '', metadata.namespace ?? '');
    const names = found.get(host) ?? new Set<string>();
    for (const { name } of spec?.subsets ?? []) names.add(name);
    found.set(host, names);
  }
  return found;
}

/** Ports of the workload behind a Service; they lead to wherever the connection was meant for, so they list no hosts. */
function inbound({ pod, world }: ProxySubject): KnownCluster[] {
  if (pod.workload.gateway) return [];
  const ports = new Set(
    world.registry.hosts.flatMap((host) =>
      host.ports.flatMap(({ endpoints }) =>
        endpoints.flatMap((endpoint) => (endpoint.pod === pod ? [endpoint.port] : [])),
      ),
    ),
  );
  return [...ports].map((port) => ({ name: `inbound|${port}||`, hosts: [], pool: null }));
}

const host = (address: string): KnownHost => ({ address, ejected: false, requests: 0, errors: 0 });

const own: readonly KnownCluster[] = [
  { name: 'BlackHoleCluster', hosts: [], pool: null },
  { name: 'InboundPassthroughCluster', hosts: [], pool: null },
  { name: 'PassthroughCluster', hosts: [], pool: null },
  { name: 'agent', hosts: [host('127.0.0.1:15020')], pool: null },
  { name: 'prometheus_stats', hosts: [host('127.0.0.1:15000')], pool: null },
  { name: 'sds-grpc', hosts: [host('./var/run/secrets/workload-spiffe-uds/socket')], pool: null },
  { name: 'xds-grpc', hosts: [host('./etc/istio/proxy/XDS')], pool: null },
];
