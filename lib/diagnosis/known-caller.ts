import { waypointUse } from '#lib/mesh/ambient.ts';
import { effectiveAuthorization } from '#lib/mesh/effective-authorization.ts';
import { trustDomainsOf } from '#lib/mesh/mesh-config.ts';
import type { KnownCaller, Verdict } from './authorization-verdict.ts';
import { authorizationVerdict } from './authorization-verdict.ts';
import type { Situation } from './situation.ts';

/** What the callee's proxy knows of a caller: its certificate where mutual TLS is spoken, nothing of who has no proxy. */
function knownCaller({ caller, callerCluster, edge }: Situation): KnownCaller {
  const plain = edge.mtls.state === 'none' || caller?.proxy === 'none';
  if (plain) return { principals: [], namespace: null };
  if (caller === null || callerCluster === null) return { principals: null, namespace: null };
  const { namespace, serviceAccount } = caller;
  const domains = [...trustDomainsOf(callerCluster)];
  return { principals: domains.map((domain) => `${domain}/ns/${namespace}/sa/${serviceAccount}`), namespace };
}

const gatewayApi = 'gateway.networking.k8s.io';
const placeOf = ({ namespace, name }: { readonly namespace: string | null; readonly name: string }) => ({
  namespace: namespace ?? '',
  name,
});

/** What the policies of the callee, and those of the Service and waypoint on the way, say of the caller; null where the callee is not known. */
export function verdictOn(situation: Situation): Verdict | null {
  const { callees, calleeCluster, edge } = situation;
  const [callee] = callees;
  if (callee === undefined || calleeCluster === null) return null;
  const { service } = edge;
  const use =
    situation.service === null
      ? null
      : waypointUse(calleeCluster, service?.namespace ?? '', situation.service.metadata.labels);
  const targets = [
    ...(service === null ? [] : [{ group: '', kind: 'Service', ...placeOf(service) }]),
    ...(use === null ? [] : [{ group: gatewayApi, kind: 'Gateway', ...placeOf(use) }]),
  ];
  return authorizationVerdict(effectiveAuthorization(calleeCluster, callee, targets), knownCaller(situation));
}
