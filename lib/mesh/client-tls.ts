import { serviceFqdn } from '#lib/istio/hosts.ts';
import type { DestinationRule } from '#lib/istio/networking-types.ts';
import { effectiveDestinationRule } from './effective-destination-rule.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** How far a DestinationRule reaches that is there to set TLS for many hosts. */
export type WideReach =
  | { readonly kind: 'mesh' }
  | { readonly kind: 'namespace'; readonly namespace: string };

const ofNamespace = /^\*\.([^.*]+)\.svc\.cluster\.local$/;
const ofMesh = new Set(['*', '*.local', '*.cluster.local', '*.svc.cluster.local']);

/** The reach of a DestinationRule by its host: the mesh (`*.local`), a namespace (`*.shop.svc.cluster.local`), or null. */
export function wideReach({ spec }: DestinationRule): WideReach | null {
  const host = spec?.host ?? '';
  if (ofMesh.has(host)) return { kind: 'mesh' };
  const namespace = ofNamespace.exec(host)?.[1];
  return namespace === undefined ? null : { kind: 'namespace', namespace };
}

/** What the TLS mode of a client means for a server that knows mutual TLS; null where none is written. */
export type ClientTlsEffect = 'mutual' | 'plain' | 'other' | null;

/** Reads a TLS mode of a DestinationRule. */
export function clientTlsEffect(mode: string | undefined): ClientTlsEffect {
  if (mode === undefined) return null;
  if (mode === 'ISTIO_MUTUAL' || mode === 'MUTUAL') return 'mutual';
  return mode === 'DISABLE' ? 'plain' : 'other';
}

/** The kinds that `tlsToNamespace` reads. */
export const clientTlsKinds = ['DestinationRule', 'ConfigMap'] as const;

/** What callers of a namespace do by default when they send to a Service of it, as far as a DestinationRule says. */
export function tlsToNamespace(cluster: ClusterSnapshot, namespace: string, service = '-'): ClientTlsEffect {
  const host = serviceFqdn(service, namespace);
  const rule = effectiveDestinationRule(cluster, host, namespace, { namespace, labels: null });
  return clientTlsEffect(rule?.trafficPolicy?.tls?.mode);
}
