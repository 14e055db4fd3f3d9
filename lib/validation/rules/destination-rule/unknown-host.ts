import { objects, refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** A DestinationRule whose host is no Service and no ServiceEntry (Istio's destinationrule host analyzer). */
export const unknownHost: Rule = {
  code: 'IST0174',
  name: 'destination-rule/unknown-host',
  reads: ['DestinationRule', 'Service', 'ServiceEntry', 'ConfigMap'],
  check(snapshot, id) {
    const cluster = snapshot.clusters.get(id);
    if (cluster === undefined) return [];
    return [...objects(cluster, 'DestinationRule')].flatMap((rule) => {
      const host = rule.spec?.host;
      if (
        host === undefined ||
        host.startsWith('*') ||
        resolveHost(cluster, host, rule.metadata.namespace ?? '') !== null
      )
        return [];
      return [
        findingOf('IST0174', {
          object: refOf(cluster, 'DestinationRule', rule),
          path: 'spec.host',
          args: { host },
        }),
      ];
    });
  },
};
