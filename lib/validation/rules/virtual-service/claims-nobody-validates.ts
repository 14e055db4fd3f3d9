import type { HttpRule } from '#lib/istio/networking-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { derive } from '#lib/mesh/derive.ts';
import { findGateway } from '#lib/mesh/gateway-refs.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objects } from '#lib/mesh/objects.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule } from '../../rule.ts';

/** Routing by the claims of a token at a gateway whose pods no RequestAuthentication applies to (virtualservice.JWTClaimRouteAnalyzer). */
export const claimsNobodyValidates = objectRule({
  name: 'virtual-service/claims-nobody-validates',
  codes: ['IST0149'],
  kind: 'VirtualService',
  reads: ['RequestAuthentication', 'Gateway', 'K8sGateway', 'Pod', 'ConfigMap'],
  *remarks(service, cluster) {
    const found = firstClaim(service.spec?.http ?? []);
    if (found === null) return;
    for (const gateway of service.spec?.gateways ?? []) {
      const named = findGateway(cluster, gateway, service.metadata.namespace ?? '');
      if (named?.kind !== 'istio') continue;
      for (const pod of selectPods(cluster, named.gateway.spec?.selector ?? {})) {
        if (validatesTokens(cluster, pod)) continue;
        const { namespace = '', name } = pod.metadata;
        const args = { claim: found.claim, gateway, pod: `${namespace}/${name}` };
        yield { code: 'IST0149', path: found.path, args };
        break;
      }
    }
  },
});

const prefix = '@request.auth.claims';

function firstClaim(rules: readonly HttpRule[]): { claim: string; path: string } | null {
  for (const [i, { match = [] }] of rules.entries()) {
    for (const [j, one] of match.entries()) {
      for (const list of ['headers', 'withoutHeaders'] as const) {
        const claim = Object.keys(one[list] ?? {}).find((name) => name.startsWith(prefix));
        if (claim !== undefined) return { claim, path: `spec.http[${i}].match[${j}].${list}["${claim}"]` };
      }
    }
  }
  return null;
}

const policiesByNamespace = derive(['RequestAuthentication'], (cluster) =>
  Map.groupBy(objects(cluster, 'RequestAuthentication'), (policy) => policy.metadata.namespace ?? ''),
);

function validatesTokens(cluster: ClusterSnapshot, pod: Pod): boolean {
  const { rootNamespace } = meshConfigOf(cluster);
  return [rootNamespace, pod.metadata.namespace ?? ''].some((namespace) =>
    (policiesByNamespace(cluster).get(namespace) ?? []).some((policy) =>
      matchesLabels(policy.spec?.selector?.matchLabels ?? {}, pod.metadata.labels),
    ),
  );
}
