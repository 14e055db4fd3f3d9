import { fullHost } from '#lib/istio/hosts.ts';
import type { VirtualService } from '#lib/istio/networking-types.ts';
import { derive } from '#lib/mesh/derive.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** VirtualServices by the full name of a host of theirs that they route to subsets of. */
const splittingByHost = derive(['VirtualService'], (cluster) => {
  const found = new Map<string, Set<VirtualService>>();
  for (const service of objects(cluster, 'VirtualService')) {
    const namespace = service.metadata.namespace ?? '';
    const own = new Set((service.spec?.hosts ?? []).map((host) => fullHost(host, namespace)));
    for (const { route = [] } of service.spec?.http ?? []) {
      for (const { destination } of route) {
        const host = fullHost(destination?.host ?? '', namespace);
        if (!destination?.subset || !own.has(host)) continue;
        found.set(host, (found.get(host) ?? new Set()).add(service));
      }
    }
  }
  return found;
});

/**
 * A route of a VirtualService for a gateway that names no subset of a host which another one splits by subsets: those
 * rules are for requests to that host, not for what a gateway sends on (virtualservice.DestinationHostAnalyzer).
 */
export const subsetsPassedByAtIngress: Rule = {
  name: 'virtual-service/subsets-passed-by-at-ingress',
  codes: ['IST0140'],
  reads: ['VirtualService'],
  *check(cluster) {
    for (const service of objects(cluster, 'VirtualService')) {
      const { gateways = [], http = [] } = service.spec ?? {};
      if (!gateways.some((gateway) => gateway !== 'mesh')) continue;
      for (const [i, { route = [] }] of http.entries()) {
        for (const [j, { destination }] of route.entries()) {
          if (!destination?.host || destination.subset) continue;
          const full = fullHost(destination.host, service.metadata.namespace ?? '');
          const others = [...(splittingByHost(cluster).get(full) ?? [])].filter((o) => o !== service);
          if (others.length === 0) continue;
          const args = { host: destination.host, others: namesOf(others) };
          const path = `spec.http[${i}].route[${j}].destination`;
          yield findingOf({ code: 'IST0140', path, args }, refOf(cluster, 'VirtualService', service));
        }
      }
    }
  },
};
