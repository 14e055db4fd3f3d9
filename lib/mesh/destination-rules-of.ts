import { fullHost, hostWithin, moreSpecific } from '#lib/istio/hosts.ts';
import type { DestinationRule } from '#lib/istio/networking-types.ts';
import { deriveByKey } from './derive-by-key.ts';
import { olderFirst } from './policy-scope.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** By namespace and full host in lower case; all wildcards of a namespace are under `*`. */
const byHost = deriveByKey('DestinationRule', ({ spec }, namespace) => {
  const host = hostOf(spec?.host, namespace);
  return [`${namespace}/${host.startsWith('*') ? '*' : host}`];
});

const hostOf = (host = '', namespace = ''): string => fullHost(host, namespace).toLowerCase();

type List = readonly DestinationRule[];
const sortedLists = new WeakMap<List, List>();
const patternLists = new WeakMap<List, readonly (readonly [pattern: string, rules: List])[]>();

/** The oldest first, once for each list. */
function sorted(rules: List): List {
  const known = sortedLists.get(rules) ?? [...rules].sort(olderFirst);
  sortedLists.set(rules, known);
  return known;
}

/** By wildcard, the most specific first. */
function byPattern(rules: List): readonly (readonly [pattern: string, rules: List])[] {
  const known =
    patternLists.get(rules) ??
    [...Map.groupBy(sorted(rules), ({ spec, metadata }) => hostOf(spec?.host, metadata.namespace))].sort(
      ([a], [b]) => moreSpecific(a, b),
    );
  patternLists.set(rules, known);
  return known;
}

/**
 * The DestinationRules of a namespace for a host (a full name), oldest first, those of one pattern together: its own name
 * before wildcards, the narrowest before the wider. The lists stay the same objects while the namespace's rules do.
 */
export function* destinationRulesOf(
  cluster: ClusterSnapshot,
  namespace: string,
  host: string,
): Generator<readonly DestinationRule[]> {
  const lower = host.toLowerCase();
  const own = lower.startsWith('*') ? [] : byHost(cluster, `${namespace}/${lower}`);
  if (own.length > 0) yield sorted(own);
  for (const [pattern, rules] of byPattern(byHost(cluster, `${namespace}/*`)))
    if (hostWithin(lower, pattern)) yield rules;
}
