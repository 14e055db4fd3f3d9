import { parseServiceFqdn } from '#lib/istio/hosts.ts';
import { effectiveSidecar, egressOf } from '#lib/mesh/effective-sidecar.ts';
import { ownerOfHidden, resolveHost } from '#lib/mesh/resolve-host.ts';
import type { Cause, Culprit } from '../cause.ts';
import { type Check, checked, confirmed, decisive } from '../check.ts';
import { routesSeenBy } from '../routes-seen-by.ts';
import { countOf, withoutFlags } from '../rows.ts';
import { flaggedAtCaller } from '../seen.ts';
import { showClusters, showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/** A route leads to a host that the caller's proxy does not know: not there, not exported to it, or left out by its Sidecar (NC). */
export const unknownDestination: Cause = {
  code: 'unknown-destination',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['NC']) ?? withoutBackend(situation);
    if (seen === null) return null;
    const found = hostNotKnown(situation) ?? hostOutOfScope(situation);
    if (found === null) return null;
    return {
      checks: [seen.check, decisive(found.check)],
      culprit: found.culprit,
      args: { host: found.host, why: found.why },
      explains: seen.count,
      fix: null,
    };
  },
};

/** A rule of the Gateway API without a valid backend answers 500 in the caller's proxy. */
function withoutBackend(situation: Situation) {
  const { atCaller, sides, target } = situation;
  const rows = withoutFlags(atCaller).filter(({ code }) => code === '500');
  if (sides.callee !== null || target.kind === 'workload' || rows.length === 0) return null;
  const count = countOf(rows);
  return { count, check: confirmed(`${Math.round(count)} requests end with 500 and no callee was chosen`) };
}

interface Found {
  readonly host: string;
  readonly why: string;
  readonly culprit: Culprit;
  readonly check: Check;
}

function hostNotKnown(situation: Situation): Found | null {
  for (const { cluster, caller, route, rule, target } of routesSeenBy(situation)) {
    if (resolveHost(cluster, target.host, target.namespace, caller.namespace) !== null) continue;
    const owner = ownerOfHidden(cluster, target.host, target.namespace);
    const why =
      owner === null
        ? 'no Service and no ServiceEntry has that host'
        : `namespace ${owner} does not export it to ${caller.namespace}`;
    const list = rule.written?.api === 'gateway' ? 'backendRefs' : 'route';
    const path = `${rule.path}.${list}[${target.index}]${list === 'route' ? '.destination.host' : '.name'}`;
    const { object } = route;
    const cite = { object, path, command: showObject(object) };
    return {
      host: target.host,
      why,
      culprit: { object, path },
      check: confirmed(`The route leads to ${target.host}: ${why}`, cite),
    };
  }
  return null;
}

function hostOutOfScope(situation: Situation): Found | null {
  const { caller, callerCluster, host } = situation;
  if (caller === null || callerCluster === null || caller.gateway) return null;
  const sidecar = effectiveSidecar(callerCluster, caller);
  const namespace = parseServiceFqdn(host)?.namespace ?? situation.target.namespace;
  if (sidecar === null || namespace === null || egressOf(sidecar, host, namespace) !== null) return null;
  const { object } = sidecar;
  const path = 'spec.egress';
  const why = `the Sidecar ${object.name} leaves it out of what ${caller.name} knows`;
  return {
    host,
    why,
    culprit: { object, path },
    check: checked(
      true,
      { yes: `No egress host of the Sidecar covers ${host}`, no: '' },
      { object, path, command: showClusters(situation, 'cluster') },
    ),
  };
}
