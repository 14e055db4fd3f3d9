import { matchesLabels } from '#lib/k8s/selector.ts';
import { derive } from '#lib/mesh/derive.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { findingOf, type Rule } from '../../rule.ts';

const gatewayName = 'gateway.networking.k8s.io/gateway-name';

const gatewayPods = derive(['Pod'], (cluster) =>
  Map.groupBy(
    [...objects(cluster, 'Pod')].filter(({ metadata }) => metadata.labels?.[gatewayName] !== undefined),
    ({ metadata }) => metadata.namespace ?? '',
  ),
);

const policies = ['AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin'] as const;

/** Policies that select pods of a Gateway API gateway, which only heed policies that target them (k8sgateway.SelectorAnalyzer). */
export const selectorInsteadOfTarget: Rule = {
  name: 'gateway-api/selector-instead-of-target',
  codes: ['IST0166'],
  reads: [...policies, 'Pod'],
  *check(cluster) {
    for (const kind of policies) {
      for (const policy of objects(cluster, kind)) {
        const { selector, targetRef, targetRefs = [] } = policy.spec ?? {};
        if (selector === undefined || targetRef !== undefined || targetRefs.length > 0) continue;
        const pod = (gatewayPods(cluster).get(policy.metadata.namespace ?? '') ?? []).find((one) =>
          matchesLabels(selector.matchLabels ?? {}, one.metadata.labels),
        );
        if (pod === undefined) continue;
        const args = { gateway: pod.metadata.labels?.[gatewayName] ?? '' };
        yield findingOf({ code: 'IST0166', path: 'spec.selector', args }, refOf(cluster, kind, policy));
      }
    }
  },
};
