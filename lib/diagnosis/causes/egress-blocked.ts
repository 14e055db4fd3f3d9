import { effectiveSidecar } from '#lib/mesh/effective-sidecar.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { showClusters, showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/** The caller asks for a host that the registry does not know, and only registered hosts may be called (BlackHoleCluster, 502). */
export const egressBlocked: Cause = {
  code: 'egress-blocked',
  look(situation) {
    const { target, callerCluster, caller, total, source } = situation;
    if (target.kind !== 'blackhole' || callerCluster === null) return null;
    const sidecar = caller === null ? null : effectiveSidecar(callerCluster, caller);
    const { mode } = meshConfigOf(callerCluster).outboundTrafficPolicy;
    const object = configMap(situation);
    const command = object === null ? null : showObject(object);
    return {
      checks: [
        confirmed(
          `${Math.round(total)} requests of ${source.name} went to BlackHoleCluster, where they are refused`,
          {
            command: showClusters(situation, 'route'),
          },
        ),
        decisive(
          checked(
            mode === 'REGISTRY_ONLY' || (sidecar !== null ? null : false),
            {
              yes: 'The mesh lets calls to registered hosts out alone (REGISTRY_ONLY)',
              no: 'The mesh lets calls to any host out (ALLOW_ANY)',
              unknown: 'A Sidecar may let registered hosts out alone',
            },
            { object, path: 'data.mesh', command },
          ),
        ),
      ],
      culprit: object === null ? null : { object, path: 'data.mesh' },
      args: { caller: source.name },
      explains: total,
      fix: null,
    };
  },
};

function configMap({ callerCluster: cluster }: Situation) {
  if (cluster === null) return null;
  const found = [...objects(cluster, 'ConfigMap')].find(
    ({ data, metadata }) => data?.mesh !== undefined && /^istio(-|$)/.test(metadata.name),
  );
  return found === undefined ? null : refOf(cluster, 'ConfigMap', found);
}
