import { fullHost, hostWithin, moreSpecific } from '#lib/istio/hosts.ts';
import type { DestinationRule } from '#lib/istio/networking-types.ts';
import { deriveInNamespace } from './derive.ts';
import { objects } from './objects.ts';
import { olderFirst } from './policy-scope.ts';
import type { ClusterSnapshot } from './snapshot.ts';

interface HostRules {
  /** In lower case. */
  readonly exact: ReadonlyMap<string, readonly DestinationRule[]>;
  /** By wildcard, the most specific first. */
  readonly wild: readonly (readonly [pattern: string, rules: readonly DestinationRule[]])[];
}

const hostRules = deriveInNamespace(['DestinationRule'], (cluster, namespace): HostRules => {
  const rules = [...objects(cluster, 'DestinationRule', namespace)].sort(olderFirst);
  const byHost = Map.groupBy(rules, ({ spec }) => fullHost(spec?.host ?? '', namespace).toLowerCase());
  const wild = [...byHost].filter(([host]) => host.startsWith('*'));
  return { exact: byHost, wild: wild.sort(([a], [b]) => moreSpecific(a, b)) };
});

/**
 * The DestinationRules of a namespace for a host (a full name), oldest first, those of one pattern together: its own name
 * before wildcards, the narrowest before the wider. The lists stay the same objects while the namespace's rules do.
 */
export function* destinationRulesOf(
  cluster: ClusterSnapshot,
  namespace: string,
  host: string,
): Generator<readonly DestinationRule[]> {
  const { exact, wild } = hostRules(cluster, namespace);
  const lower = host.toLowerCase();
  const own = lower.startsWith('*') ? undefined : exact.get(lower);
  if (own !== undefined) yield own;
  for (const [pattern, rules] of wild) if (hostWithin(lower, pattern)) yield rules;
}
