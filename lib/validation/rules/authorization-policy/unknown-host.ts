import { fullHost } from '#lib/istio/hosts.ts';
import { derive } from '#lib/mesh/derive.ts';
import { fullNameMeant } from '#lib/mesh/half-name.ts';
import { objectAt, objects } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule } from '../../rule.ts';

/**
 * A host in an AuthorizationPolicy that looks like a Service (`cart`, `cart.shop`, its full name) and is none, nor one that a
 * VirtualService answers for. Other names with dots are what callers may write in the Host header, and no Service needs to have them.
 */
export const unknownHost = objectRule({
  name: 'authorization-policy/unknown-host',
  codes: ['WEFT1003'],
  kind: 'AuthorizationPolicy',
  reads: ['Service', 'ServiceEntry', 'Namespace', 'ConfigMap'],
  mayRead: ['VirtualService'],
  *remarks({ metadata, spec }, cluster) {
    const own = metadata.namespace ?? '';
    for (const [i, { to = [] }] of (spec?.rules ?? []).entries()) {
      for (const [j, { operation = {} }] of to.entries()) {
        for (const list of ['hosts', 'notHosts'] as const) {
          for (const [k, written] of (operation[list] ?? []).entries()) {
            const host = written.replace(/:\d+$/, '');
            if (host === '' || host.includes('*') || !looksLocal(cluster, host)) continue;
            if (fullNameMeant(cluster, host) !== null || resolveHost(cluster, host, own) !== null) continue;
            if (routedHosts(cluster).has(fullHost(host, own).toLowerCase())) continue;
            const path = `spec.rules[${i}].to[${j}].operation.${list}[${k}]`;
            yield { code: 'WEFT1003', path, args: { host } };
          }
        }
      }
    }
  },
});

/** The hosts that VirtualServices have routes for, by their full names. */
const routedHosts = derive(
  ['VirtualService'],
  (cluster) =>
    new Set(
      [...objects(cluster, 'VirtualService')].flatMap(({ metadata: { namespace = '' }, spec }) =>
        (spec?.hosts ?? []).map((host) => fullHost(host, namespace).toLowerCase()),
      ),
    ),
);

/** A name without dots, or one whose second part is a namespace of the cluster and that has nothing but the cluster’s own after it. */
function looksLocal(cluster: ClusterSnapshot, host: string): boolean {
  const [, namespace, svc = 'svc'] = host.split('.');
  return namespace === undefined || (svc === 'svc' && objectAt(cluster, 'Namespace', '', namespace) !== null);
}
