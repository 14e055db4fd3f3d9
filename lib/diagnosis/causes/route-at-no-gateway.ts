import { callerOf } from '#lib/mesh/effective-routes.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import type { Cause } from '../cause.ts';
import { confirmed, decisive } from '../check.ts';
import { fixOf, written } from '../fix.ts';
import { flaggedAtCaller } from '../seen.ts';
import { showClusters, showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/** A gateway has no route (NR, 404), and a VirtualService is bound to a Gateway that does not exist. */
export const routeAtNoGateway: Cause = {
  code: 'route-at-no-gateway',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['NR']);
    const { caller, snapshot } = situation;
    if (seen === null || !caller?.gateway) return null;
    const found = unboundRoute(situation);
    if (found === null) return null;
    const { object, path, gateway, served } = found;
    const [only, ...others] = served;
    return {
      checks: [
        seen.check,
        decisive(
          confirmed(`The VirtualService is bound to Gateway ${gateway}, which does not exist`, {
            object,
            path,
            command: showObject(object),
          }),
        ),
        confirmed(`The gateway serves ${served.join(', ') || 'no Gateway'}`, {
          command: showClusters(situation, 'route'),
        }),
      ],
      culprit: { object, path },
      args: { gateway, served: served.join(', ') },
      explains: seen.count,
      fix: only === undefined || others.length > 0 ? null : fixOf(snapshot, object, written(path, only)),
    };
  },
};

function unboundRoute({ caller, callerCluster: cluster }: Situation) {
  if (caller === null || cluster === null) return null;
  const served = callerOf(cluster, caller).gateways?.filter((name) => !name.startsWith('k8s:')) ?? [];
  for (const route of objects(cluster, 'VirtualService')) {
    for (const [i, name] of (route.spec?.gateways ?? []).entries()) {
      if (name === 'mesh') continue;
      const [namespace = '', own = ''] = name.includes('/')
        ? name.split('/')
        : [route.metadata.namespace, name];
      if (objectAt(cluster, 'Gateway', namespace, own) !== null) continue;
      const object = refOf(cluster, 'VirtualService', route);
      return { object, path: `spec.gateways[${i}]`, gateway: `${namespace}/${own}`, served };
    }
  }
  return null;
}
