import type { DestinationRule } from '#lib/istio/networking-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { Pod, Service } from '#lib/k8s/workload-types.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';

type TrafficPolicy = NonNullable<NonNullable<DestinationRule['spec']>['trafficPolicy']>;

/** A `tls.mode` that a DestinationRule writes, and what it is for. */
export interface TlsMode {
  readonly mode: string;
  readonly path: string;
  /** Port of the Service; null for all that no setting of their own have. */
  readonly port: number | null;
  /** Labels of the subset; empty for the whole host. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Every `tls.mode` of a DestinationRule: of the host and its subsets, and of their ports. */
export function* tlsModes({ spec }: DestinationRule): Generator<TlsMode> {
  yield* ofPolicy(spec?.trafficPolicy, 'spec.trafficPolicy', {});
  for (const [i, { labels = {}, trafficPolicy }] of (spec?.subsets ?? []).entries())
    yield* ofPolicy(trafficPolicy, `spec.subsets[${i}].trafficPolicy`, labels);
}

function* ofPolicy(
  policy: TrafficPolicy | undefined,
  at: string,
  labels: TlsMode['labels'],
): Generator<TlsMode> {
  const mode = policy?.tls?.mode;
  if (mode !== undefined) yield { mode, path: `${at}.tls.mode`, port: null, labels };
  for (const [i, { port, tls }] of (policy?.portLevelSettings ?? []).entries()) {
    if (tls?.mode === undefined || port?.number === undefined) continue;
    yield { mode: tls.mode, path: `${at}.portLevelSettings[${i}].tls.mode`, port: port.number, labels };
  }
}

/** The Service that a DestinationRule is for, with its pods. Null for other hosts, and for patterns of many. */
export function podsOfRule(
  cluster: ClusterSnapshot,
  { spec, metadata: { namespace = '' } }: DestinationRule,
): { readonly service: Service; readonly pods: readonly Pod[] } | null {
  const resolved = spec?.host === undefined ? null : resolveHost(cluster, spec.host, namespace);
  if (resolved?.kind !== 'service') return null;
  const { selector = {} } = resolved.service.spec ?? {};
  if (Object.keys(selector).length === 0) return null;
  return { service: resolved.service, pods: [...selectPods(cluster, selector, resolved.namespace)] };
}

/** Those of the pods that a mode is for. */
export const podsOfMode = (pods: readonly Pod[], { labels }: TlsMode): readonly Pod[] =>
  pods.filter(({ metadata }) => matchesLabels(labels, metadata.labels));
