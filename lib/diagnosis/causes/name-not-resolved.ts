import { refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { Cause } from '../cause.ts';
import { changedShortlyBefore } from '../changed-before.ts';
import { checked, confirmed, decisive, unknown } from '../check.ts';
import { flaggedAtCaller } from '../seen.ts';
import { showClusters, showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/**
 * A ServiceEntry takes its hosts from DNS, which has none: the caller's proxy has nobody to send to (503 UH; DF where it looks names
 * up request by request). Envoy empties a cluster whose name does not resolve (istio#48692, envoy#31992).
 */
export const nameNotResolved: Cause = {
  code: 'name-not-resolved',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['DF', 'UH']);
    const found = entryOf(situation);
    if (seen === null || found === null) return null;
    const { object, resolution, names, path, ejects } = found;
    const recent = changedShortlyBefore(situation, object) === true;
    return {
      checks: [
        seen.check,
        decisive(
          checked(
            resolution.includes('DNS'),
            {
              yes: `The hosts of the ServiceEntry come from DNS (${resolution}): ${names.join(', ')}`,
              no: `The hosts of the ServiceEntry do not come from DNS (${resolution})`,
            },
            { object, path, command: showObject(object) },
          ),
        ),
        decisive(
          checked(!ejects, {
            yes: 'Nothing else can leave its proxy without a host: no DestinationRule ejects any',
            no: 'Outlier detection can take its hosts out as well',
          }),
        ),
        recent
          ? confirmed('It was changed shortly before', { object })
          : unknown('It was not changed shortly before: DNS may have been'),
        unknown('What DNS answers is in no metric of Istio’s defaults', {
          command: showClusters(situation, 'endpoint'),
        }),
      ],
      culprit: { object, path },
      args: { entry: object.name, name: names.join(', '), callee: situation.target.name },
      explains: seen.count,
      fix: null,
    };
  },
};

function entryOf({ way, target, edge }: Situation) {
  if (way === null) return null;
  const namespace = edge.service?.namespace ?? target.namespace ?? way.caller.namespace;
  const found = resolveHost(way.cluster, way.host, namespace, way.caller.namespace);
  if (found?.kind !== 'service-entry') return null;
  const { spec } = found.entry;
  const endpoints = (spec?.endpoints ?? []).flatMap(({ address }) => address ?? []);
  return {
    object: refOf(way.cluster, 'ServiceEntry', found.entry),
    resolution: spec?.resolution ?? 'NONE',
    names: endpoints.length === 0 ? [found.host] : endpoints,
    path: endpoints.length === 0 ? 'spec.hosts' : 'spec.endpoints',
    ejects: way.policies.some(({ policy }) => policy.outlierDetection !== null),
  };
}
