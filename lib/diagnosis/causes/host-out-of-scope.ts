import { parseServiceFqdn } from '#lib/istio/hosts.ts';
import { effectiveSidecar, egressOf } from '#lib/mesh/effective-sidecar.ts';
import type { Cause } from '../cause.ts';
import { changedShortlyBefore } from '../changed-before.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { countOf, outcomeText } from '../rows.ts';
import { showClusters, showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';
import { dominating } from '../symptoms.ts';

/**
 * The Sidecar of the caller leaves a host of the mesh out: its proxy no longer knows it, sends plain text to the address
 * (PassthroughCluster) or refuses (BlackHoleCluster), and whoever takes mutual TLS only cuts it off.
 */
export const hostOutOfScope: Cause = {
  code: 'host-out-of-scope',
  look(situation) {
    const { caller, callerCluster, target, atCaller } = situation;
    if (!['passthrough', 'blackhole'].includes(target.kind) || caller === null || callerCluster === null)
      return null;
    const sidecar = effectiveSidecar(callerCluster, caller);
    const rows = atCaller.filter(({ error }) => error);
    const most = dominating(rows);
    if (sidecar === null || most === null) return null;
    const { object } = sidecar;
    const cite = { object, path: 'spec.egress', command: showObject(object) };
    const left = hostsLeftOut(situation, sidecar);
    const hosts = left.join(', ');
    return {
      checks: [
        confirmed(`${Math.round(countOf(rows))} requests end with ${outcomeText(most)} at ${target.name}`, {
          command: showClusters(situation, 'cluster'),
        }),
        decisive(
          checked(
            left.length > 0 || null,
            {
              yes: `${caller.name} called ${hosts} in this window, and no egress host of the Sidecar covers it`,
              no: '',
              unknown: 'Which host was meant is in no metric',
            },
            cite,
          ),
        ),
        checked(
          changedShortlyBefore(situation, object) || null,
          {
            yes: 'The Sidecar was changed shortly before',
            no: '',
            unknown: 'The Sidecar was not changed shortly before',
          },
          cite,
        ),
      ],
      culprit: { object, path: 'spec.egress' },
      args: { sidecar: object.name, caller: caller.name, hosts: hosts || 'a host of the mesh' },
      explains: countOf(rows),
      fix: null,
    };
  },
};

/** Hosts that the caller was seen to call, and that its Sidecar does not tell it of. */
function hostsLeftOut(
  { graph, edge }: Situation,
  sidecar: NonNullable<ReturnType<typeof effectiveSidecar>>,
): readonly string[] {
  const called = graph.edges.filter(({ source }) => source === edge.source);
  const hosts = called.flatMap(({ service }) => {
    const namespace =
      service === null ? null : (parseServiceFqdn(service.host)?.namespace ?? service.namespace);
    return service !== null && namespace !== null && egressOf(sidecar, service.host, namespace) === null
      ? [service.host]
      : [];
  });
  return [...new Set(hosts)].sort();
}
