import { type EffectiveSidecar, effectiveSidecar, egressOf } from '#lib/mesh/effective-sidecar.ts';
import { meshConfigFor } from '#lib/mesh/mesh-config.ts';
import { ownerOfHidden, type ResolvedHost, resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';

/** A proxy that is looked through: what it was told of the mesh. */
export interface ProxyView {
  readonly cluster: ClusterSnapshot;
  readonly workload: Workload;
  /** Null where no Sidecar limits it; gateways and ztunnels have none. */
  readonly sidecar: EffectiveSidecar | null;
  readonly mode: 'ALLOW_ANY' | 'REGISTRY_ONLY';
}

/** What the proxy of a workload knows. */
export function proxyView(cluster: ClusterSnapshot, workload: Workload): ProxyView {
  const limited = !workload.gateway && !workload.waypoint && workload.proxy !== 'ambient';
  const sidecar = limited ? effectiveSidecar(cluster, workload) : null;
  const own = sidecar?.sidecar.spec?.outboundTrafficPolicy?.mode;
  const mode =
    own === 'REGISTRY_ONLY' || own === 'ALLOW_ANY'
      ? own
      : meshConfigFor(cluster, workload.namespace).outboundTrafficPolicy.mode;
  return { cluster, workload, sidecar, mode };
}

/** The egress host of the Sidecar that lets a proxy know something of `namespace` about `host`; null where none does. */
export function admitting(
  { sidecar, workload }: ProxyView,
  host: string,
  namespace: string,
  port?: number,
): { readonly path: string; readonly pattern: string } | null {
  if (sidecar === null) return { path: '', pattern: '*/*' };
  return egressOf(sidecar, host, namespace, {
    viewer: workload.namespace,
    ...(port === undefined ? {} : { port }),
  });
}

/** Names by which a program may mean a host: completed as the cluster's DNS search list does, then as written. */
export function searchNames(host: string, namespace: string): readonly string[] {
  if (host.endsWith('.svc.cluster.local')) return [host];
  return [
    `${host}.${namespace}.svc.cluster.local`,
    `${host}.svc.cluster.local`,
    `${host}.cluster.local`,
    host,
  ];
}

/** What a full name means to a proxy; null where it knows nothing of that name. */
export function knownHost(view: ProxyView, host: string, port: number): ResolvedHost | null {
  const { namespace } = view.workload;
  // A name with a dot is never completed; one without means nothing here, for it is already a full name.
  const found = host.includes('.') ? resolveHost(view.cluster, host, namespace) : null;
  return found !== null && admitting(view, found.host, found.namespace, port) !== null ? found : null;
}

/** Why a proxy does not know a name that somebody has: the namespace that hides it, or the Sidecar that leaves it out. */
export function whyNotKnown(
  view: ProxyView,
  names: readonly string[],
): { readonly code: 'host-hidden' | 'host-out-of-scope'; readonly host: string } | null {
  const { namespace } = view.workload;
  for (const host of names) {
    if (!host.includes('.')) continue;
    if (resolveHost(view.cluster, host, namespace) !== null) return { code: 'host-out-of-scope', host };
    if (ownerOfHidden(view.cluster, host, namespace) !== null) return { code: 'host-hidden', host };
  }
  return null;
}
