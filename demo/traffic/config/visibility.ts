import { hostWithin } from '#lib/istio/hosts.ts';
import type { Sidecar } from '#lib/istio/networking-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { isExportedTo } from '#lib/mesh/visible.ts';
import type { MeshSettings } from './mesh-settings.ts';
import type { Registry, RegistryHost } from './registry.ts';
import { type ConfigView, namespaceOf, objectsOf } from './view.ts';
import type { WorkloadNode } from './workloads.ts';

/** What a proxy is told of the mesh: hosts and objects by `exportTo` and the Sidecar that governs it. */
export interface Scope {
  /** The host a proxy knows under that name; null where none is visible. */
  find(host: string, port: number): RegistryHost | null;
  /** Whether the proxy is told of an object of `namespace` that is about `host`. */
  admits(namespace: string, host: string): boolean;
  readonly outboundMode: 'ALLOW_ANY' | 'REGISTRY_ONLY';
}

/** What the proxy of a workload is told, worked out when it is first asked for. */
export function scopes(
  view: ConfigView,
  settings: MeshSettings,
  registry: Registry,
): (workload: WorkloadNode) => Scope {
  const sidecars = objectsOf(view, 'Sidecar');
  const known = new Map<WorkloadNode, Scope>();
  return (workload) => {
    const cached = known.get(workload);
    if (cached !== undefined) return cached;
    const sidecar = workload.gateway ? null : governing(sidecars, settings, workload);
    const scope = scopeOf(sidecar, settings, registry, workload.namespace);
    known.set(workload, scope);
    return scope;
  };
}

/** The Sidecar of the workload, else of its namespace, else of the root namespace. */
function governing(
  sidecars: readonly Sidecar[],
  settings: MeshSettings,
  workload: WorkloadNode,
): Sidecar | null {
  const own = sidecars.filter((sidecar) => namespaceOf(sidecar) === workload.namespace);
  const labels = (sidecar: Sidecar) => sidecar.spec?.workloadSelector?.labels;
  return (
    own.find(
      (s) => Object.keys(labels(s) ?? {}).length > 0 && matchesLabels(labels(s) ?? {}, workload.labels),
    ) ??
    own.find((s) => labels(s) === undefined) ??
    sidecars.find((s) => namespaceOf(s) === settings.rootNamespace && labels(s) === undefined) ??
    null
  );
}

function scopeOf(sidecar: Sidecar | null, settings: MeshSettings, registry: Registry, viewer: string): Scope {
  const admits = (namespace: string, host: string, port?: number) =>
    sidecar === null || inEgress(sidecar, viewer, namespace, host, port);
  const visible = (port: number) => (host: RegistryHost) =>
    isExportedTo(host.exportTo, settings.defaultServiceExportTo, host.namespace, viewer) &&
    admits(host.namespace, host.host, port);
  return {
    admits,
    outboundMode:
      sidecar?.spec?.outboundTrafficPolicy?.mode === 'REGISTRY_ONLY'
        ? 'REGISTRY_ONLY'
        : sidecar?.spec?.outboundTrafficPolicy?.mode === 'ALLOW_ANY'
          ? 'ALLOW_ANY'
          : settings.outboundTrafficPolicy.mode,
    find(host, port) {
      const exact = registry.exact(host).filter(visible(port));
      const chosen = exact.find((h) => h.kind === 'service') ?? exact.find((h) => h.namespace === viewer);
      return chosen ?? exact[0] ?? registry.wildcard(host).find(visible(port)) ?? null;
    },
  };
}

function inEgress(
  sidecar: Sidecar,
  viewer: string,
  namespace: string,
  host: string,
  port: number | undefined,
): boolean {
  const egress = sidecar.spec?.egress;
  if (egress === undefined || egress.length === 0) return true;
  return egress.some(
    (listener) =>
      (listener.port?.number === undefined || port === undefined || listener.port.number === port) &&
      (listener.hosts ?? []).some((entry) => egressHost(entry, viewer, namespace, host)),
  );
}

// One entry of a Sidecar's egress hosts: namespace, slash, host; `.` is the proxy's own namespace, `~` none at all.
function egressHost(entry: string, viewer: string, namespace: string, host: string): boolean {
  const slash = entry.indexOf('/');
  const [scope, pattern] = slash < 0 ? ['*', entry] : [entry.slice(0, slash), entry.slice(slash + 1)];
  if (scope === '~') return false;
  const inNamespace = scope === '*' || (scope === '.' ? namespace === viewer : namespace === scope);
  return inNamespace && (hostWithin(host, pattern) || hostWithin(pattern, host));
}

/** Names by which a program may mean a host: completed the way the cluster's DNS search list does, then as written. */
export function searchNames(host: string, namespace: string): readonly string[] {
  if (host.endsWith('.svc.cluster.local')) return [host];
  return [
    `${host}.${namespace}.svc.cluster.local`,
    `${host}.svc.cluster.local`,
    `${host}.cluster.local`,
    host,
  ];
}
