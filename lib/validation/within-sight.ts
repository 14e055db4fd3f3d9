import type { Finding } from '#lib/core/finding.ts';
import { fullHost, parseServiceFqdn } from '#lib/istio/hosts.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Rule } from './rule.ts';

/**
 * The findings of a rule without those that may owe themselves to what cannot be seen: where a kind that it reads is listed in
 * some namespaces only, nothing is said of objects, hosts and names of the others, for what is there cannot be told from what
 * is not.
 */
export function withinSight(
  findings: readonly Finding[],
  { reads }: Pick<Rule, 'reads'>,
  { states }: ClusterSnapshot,
): readonly Finding[] {
  if (findings.length === 0) return findings;
  const listed = reads.flatMap((kind) => {
    const state = states.get(kind);
    return state?.phase === 'live' && state.only !== undefined ? [new Set(state.only)] : [];
  });
  if (listed.length === 0) return findings;
  const isSeen = (namespace: string) => listed.every((namespaces) => namespaces.has(namespace));
  const hasHosts = reads.includes('ServiceEntry') || reads.includes('Service');
  return findings.filter((finding) =>
    namedIn(finding, hasHosts).every((name) => name !== null && isSeen(name)),
  );
}

/** The namespaces that a finding is about; null for a host that an object of any namespace may define. */
function namedIn({ object, args }: Finding, hasHosts: boolean): readonly (string | null)[] {
  const own = object.namespace === null ? [] : [object.namespace];
  const named = Object.entries(args).flatMap(([key, value]) => {
    if (key === 'namespace') return [value];
    const isHost = key === 'host' || (key === 'name' && (args.what ?? '').endsWith('host'));
    if (isHost && hasHosts) return [namespaceOfHost(fullHost(value, object.namespace ?? ''))];
    return value.split(/[,\s]+/).flatMap(namespacesOfWord);
  });
  return [...own, ...named];
}

const namespaceOfHost = (host: string): string | null => parseServiceFqdn(host)?.namespace ?? null;

/** `shop/cart` and `cart.shop.svc.cluster.local` name a namespace, most words do not. */
function namespacesOfWord(word: string): readonly string[] {
  const [, namespace] = /^([a-z][a-z0-9-]*)\/[a-z0-9.*-]+$/.exec(word) ?? [];
  if (namespace !== undefined) return [namespace];
  const service = parseServiceFqdn(word);
  return service === null ? [] : [service.namespace];
}
