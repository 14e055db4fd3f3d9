import { serviceFqdn } from '#lib/istio/hosts.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { hostOf, type ServiceRef } from './service-ref.ts';
import { versionServices, versionsOf } from './versions.ts';

/** Full names under which versions of a service are reached: its own, by subsets, and those of the Services of one version. */
export function versionHosts(cluster: ClusterSnapshot, service: ServiceRef): ReadonlySet<string> {
  const versions = versionsOf(cluster, service);
  const services = versions === null ? [] : [...versionServices(cluster, service, versions).values()];
  return new Set([hostOf(service), ...services.map((name) => serviceFqdn(name, service.namespace))]);
}

/** What a version is called in routes: by its subset or its Service, as it is given, and by the Service of a version of that name. */
export function keptNames(cluster: ClusterSnapshot, service: ServiceRef, keep: string): ReadonlySet<string> {
  const versions = versionsOf(cluster, service);
  const own = versions === null ? undefined : versionServices(cluster, service, versions).get(keep);
  return new Set(own === undefined ? [keep] : [keep, own]);
}
