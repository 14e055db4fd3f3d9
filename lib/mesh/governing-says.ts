import { plural } from '#lib/format/ellipsis.ts';
import { formatShare } from '#lib/format/share.ts';
import type { DestinationRuleSpec } from '#lib/istio/networking-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { ApplyingPolicy } from './effective-authorization.ts';
import type { ReachingRule } from './effective-routes.ts';
import { type EffectiveSidecar, egressOf } from './effective-sidecar.ts';
import type { RouteTarget } from './route.ts';
import type { Workload } from './workloads.ts';

type Said = { readonly path: string; readonly says: string };

/** What a rule of a route does: `90 % v1, 10 % v2`. */
export function routeSays({ rule }: ReachingRule): string {
  const shares = rule.targets.map((target) => `${formatShare(target.declared)} ${nameOf(target)}`);
  return rule.catchAll ? shares.join(', ') : `on a match: ${shares.join(', ')}`;
}

const nameOf = (target: RouteTarget): string => target.subset ?? target.host.split('.')[0] ?? target.host;

/** What a DestinationRule sets, and which subset the destination's labels fall into. */
export function ruleSays(spec: DestinationRuleSpec, labels: Readonly<Record<string, string>> | null): Said {
  const subsets = spec.subsets ?? [];
  const index =
    labels === null ? -1 : subsets.findIndex((subset) => matchesLabels(subset.labels ?? {}, labels));
  const subset = subsets[index];
  const policy = subset?.trafficPolicy ?? spec.trafficPolicy;
  const parts = [
    subset === undefined ? plural(subsets.length, 'subset') : `subset ${subset.name}`,
    ...(policy?.tls?.mode === undefined ? [] : [`TLS ${policy.tls.mode}`]),
    ...(policy?.connectionPool === undefined ? [] : ['connection pool limits']),
    ...(policy?.outlierDetection === undefined ? [] : ['outlier detection']),
    ...(policy?.loadBalancer === undefined ? [] : ['load balancing']),
  ];
  return { path: subset === undefined ? 'spec' : `spec.subsets[${index}]`, says: parts.join(', ') };
}

/** What an AuthorizationPolicy does; a policy without rules matches nothing, one with an empty rule everything. */
export function authorizationSays({ action, policy, scope }: ApplyingPolicy): string {
  const rules = policy.spec?.rules ?? [];
  const all = rules.some((rule) => Object.keys(rule).length === 0);
  const what = all
    ? 'everything'
    : rules.length === 0
      ? 'nothing'
      : `what ${plural(rules.length, 'rule')} match`;
  const where = scope === 'target' ? 'at the waypoint' : `for the ${scope}`;
  return `${action} ${rules.length === 1 && !all ? 'what 1 rule matches' : what}, ${where}`;
}

/** What a Sidecar lets its proxies know of a service. */
export function sidecarSays(
  sidecar: EffectiveSidecar,
  service: { readonly host: string; readonly namespace: string } | null,
): Said {
  if (service === null)
    return { path: 'spec.egress', says: `limits what the proxy knows, for the ${sidecar.from}` };
  const egress = egressOf(sidecar, service.host, service.namespace);
  return egress === null
    ? { path: 'spec.egress', says: 'does not let the proxy know this service' }
    : { path: egress.path, says: `lets the proxy know it by ${egress.pattern}` };
}

/** How a workload takes part: `sidecar, 3 of 3 pods ready`. */
export function workloadSays({ proxy, pods }: Workload): string {
  const part = proxy === null ? '' : proxy === 'none' ? 'no proxy, ' : `${proxy}, `;
  return `${part}${pods.ready} of ${plural(pods.total, 'pod')} ready`;
}
