import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { fullHost, serviceFqdn } from '#lib/istio/hosts.ts';
import { routes } from '#lib/mesh/effective-routes.ts';
import { kindObjects, objects, refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { nearestService } from './nearest-service.ts';

const known = new WeakMap<ClusterSnapshot, ReadonlyMap<string, ReadonlySet<string>>>();

/**
 * The hosts that an object says something of, by `objectKey`: those it is attached to, sends to or defines. A host that
 * does not exist stands for the one it was probably meant for.
 */
export function hostsOfObjects(cluster: ClusterSnapshot): ReadonlyMap<string, ReadonlySet<string>> {
  const before = known.get(cluster);
  if (before !== undefined) return before;
  const found = new Map<string, Set<string>>();
  for (const { object, host } of namedHosts(cluster)) {
    const key = objectKey(object);
    const hosts = found.get(key);
    if (hosts === undefined) found.set(key, new Set([meantHost(cluster, host)]));
    else hosts.add(meantHost(cluster, host));
  }
  known.set(cluster, found);
  return found;
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
