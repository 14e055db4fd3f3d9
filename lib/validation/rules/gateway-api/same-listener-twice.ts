import type { K8sGateway } from '#lib/istio/gateway-api-types.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** Listeners that cannot be told apart: two of one Gateway are in conflict, of two Gateways both may be meant. */
export const sameListenerTwice: Rule = {
  name: 'gateway-api/same-listener-twice',
  codes: ['WEFT1123', 'WEFT1124'],
  reads: ['K8sGateway'],
  *check(cluster) {
    for (const [key, same] of listeners(cluster)) {
      if (same.length < 2) continue;
      for (const { gateway, path } of same) {
        const others = same.map((one) => one.gateway).filter((one) => one !== gateway);
        const object = refOf(cluster, 'K8sGateway', gateway);
        const own = same.filter((one) => one.gateway === gateway).length;
        if (own > 1) yield findingOf({ code: 'WEFT1123', path, args: { listener: key } }, object);
        if (others.length > 0)
          yield findingOf(
            { code: 'WEFT1124', path, args: { listener: key, others: namesOf(others) } },
            object,
          );
      }
    }
  },
};

interface Placed {
  readonly gateway: K8sGateway;
  readonly path: string;
}

/** Listeners by what tells them apart: protocol, port and hostname. */
function listeners(cluster: ClusterSnapshot): ReadonlyMap<string, readonly Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const gateway of objects(cluster, 'K8sGateway')) {
    // A waypoint is no way in from outside: every one has the same listener.
    if (gateway.spec?.gatewayClassName === 'istio-waypoint') continue;
    for (const [i, { protocol = '', port = 0, hostname }] of (gateway.spec?.listeners ?? []).entries()) {
      const key = `${protocol} ${port} ${hostname || '*'}`;
      const placed = { gateway, path: `spec.listeners[${i}]` };
      const same = found.get(key);
      if (same === undefined) found.set(key, [placed]);
      else same.push(placed);
    }
  }
  return found;
}
