/** The domain of the cluster's services; Istio's own default, a mesh may set another one (`trustDomain` is not it). */
const defaultDomain = 'cluster.local';

/** The full name of a Kubernetes service, as telemetry writes it in `destination_service`. */
export const serviceFqdn = (name: string, namespace: string, domain = defaultDomain): string =>
  `${name}.${namespace}.svc.${domain}`;

/**
 * A host as written in an Istio object → the name Istio looks up. Only a name without a dot is short: it is completed
 * with the namespace of the object that holds it. `reviews.shop` is a full name and means nothing in the cluster
 * (ResolveShortnameToFQDN, istio/istio pkg/config/model 86c9f01f).
 */
export function fullHost(host: string, namespace: string, domain = defaultDomain): string {
  return host === '' || host.includes('.') || host.includes('*')
    ? host
    : serviceFqdn(host, namespace, domain);
}

/** The Service meant by a full name, or null when it is not the name of a Kubernetes service. */
export function parseServiceFqdn(
  host: string,
  domain = defaultDomain,
): { name: string; namespace: string } | null {
  const suffix = `.svc.${domain}`;
  if (!host.endsWith(suffix)) return null;
  const [name, namespace, ...rest] = host.slice(0, -suffix.length).split('.');
  return name && namespace && rest.length === 0 ? { name, namespace } : null;
}

/** Whether `host` (no wildcard, or a narrower one) lies within `pattern`: `*`, `*.example.com` or an exact name. */
export function hostWithin(host: string, pattern: string): boolean {
  if (pattern === '*') return true;
  if (!pattern.startsWith('*')) return host.toLowerCase() === pattern.toLowerCase();
  const bare = host.startsWith('*') ? host.slice(1) : host;
  return bare.toLowerCase().endsWith(pattern.slice(1).toLowerCase());
}

/** Orders patterns from the most specific: exact names before wildcards, longer before shorter. */
export function moreSpecific(a: string, b: string): number {
  const wild = Number(a.startsWith('*')) - Number(b.startsWith('*'));
  return wild !== 0 ? wild : b.length - a.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The pattern that governs `host`: the most specific of those it lies within, or null. */
export function governingPattern(host: string, patterns: readonly string[]): string | null {
  return patterns.filter((pattern) => hostWithin(host, pattern)).sort(moreSpecific)[0] ?? null;
}

/** Whether two hosts, each a name or a wildcard, have a name in common: one lies within the other. */
export const hostsOverlap = (a: string, b: string): boolean => hostWithin(a, b) || hostWithin(b, a);
