import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { fullHost, serviceFqdn } from '#lib/istio/hosts.ts';
import { derive } from '#lib/mesh/derive.ts';
import { routes } from '#lib/mesh/effective-routes.ts';
import { kindObjects, objects, refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { nearestService } from './nearest-service.ts';

/** The hosts that objects write, by `objectKey`. */
const written = derive(
  [
    'VirtualService',
    'HTTPRoute',
    'GRPCRoute',
    'TLSRoute',
    'TCPRoute',
    'ConfigMap',
    'DestinationRule',
    'ServiceEntry',
    'Service',
  ],
  (cluster) => {
    const found = new Map<string, Set<string>>();
    for (const { object, host } of namedHosts(cluster)) {
      const key = objectKey(object);
      const hosts = found.get(key);
      if (hosts === undefined) found.set(key, new Set([host]));
      else hosts.add(host);
    }
    return found;
  },
);

/** What hosts were meant to be, remembered for as long as no Service or ServiceEntry changes. */
const meanings = derive(['Service', 'ServiceEntry'], () => new Map<string, string>());

/**
 * The hosts that an object says something of: those it is attached to, sends to or defines; none for an object that names
 * none. A host that does not exist stands for the one it was probably meant for. `key` is the object's `objectKey`.
 */
export function hostsOfObject(cluster: ClusterSnapshot, key: string): ReadonlySet<string> {
  const meant = meanings(cluster);
  const hosts = new Set<string>();
  for (const host of written(cluster).get(key) ?? []) {
    const known = meant.get(host) ?? meantHost(cluster, host);
    meant.set(host, known);
    hosts.add(known);
  }
  return hosts;
}

function meantHost(cluster: ClusterSnapshot, host: string): string {
  if (host.startsWith('*') || resolveHost(cluster, host, '') !== null) return host;
  const meant = nearestService(host, (namespace) => [
    ...(kindObjects(cluster, 'Service').get(namespace)?.keys() ?? []),
  ]);
  return meant === null ? host : serviceFqdn(meant.name, meant.namespace);
}

function* namedHosts(cluster: ClusterSnapshot): Generator<{ object: ObjectRef; host: string }> {
  for (const route of routes(cluster)) {
    const targets = route.rules.flatMap((rule) => rule.targets.map((target) => target.host));
    for (const host of new Set([...route.hosts, ...targets])) yield { object: route.object, host };
  }
  for (const rule of objects(cluster, 'DestinationRule')) {
    const host = fullHost(rule.spec?.host ?? '', rule.metadata.namespace ?? '');
    yield { object: refOf(cluster, 'DestinationRule', rule), host };
  }
  for (const entry of objects(cluster, 'ServiceEntry')) {
    for (const host of entry.spec?.hosts ?? []) yield { object: refOf(cluster, 'ServiceEntry', entry), host };
  }
  for (const service of objects(cluster, 'Service')) {
    const { name, namespace = '' } = service.metadata;
    yield { object: refOf(cluster, 'Service', service), host: serviceFqdn(name, namespace) };
  }
}
