import { matchesLabels } from '#lib/k8s/selector.ts';
import type { EndpointSlice, Service } from '#lib/k8s/workload-types.ts';
import { derive } from './derive.ts';
import { objectAt, objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** The EndpointSlices of each Service, by `namespace/name`. */
const slicesOfServices: (cluster: ClusterSnapshot) => ReadonlyMap<string, readonly EndpointSlice[]> = derive(
  ['EndpointSlice'],
  (cluster) =>
    Map.groupBy(
      objects(cluster, 'EndpointSlice'),
      ({ metadata: { namespace = '', labels } }) =>
        `${namespace}/${labels?.['kubernetes.io/service-name'] ?? ''}`,
    ),
);

/** Addresses with their port, such as `10.0.0.1:8080`, that EndpointSlices name for one port of a Service. */
export interface DeclaredEndpoints {
  readonly ready: ReadonlySet<string>;
  /** Those that are not ready, or end, as well. */
  readonly all: ReadonlySet<string>;
}

/** The endpoints of a Service's port, those of pods with `labels` where a subset chooses by them; null where no EndpointSlice is known. */
export function declaredEndpoints(
  cluster: ClusterSnapshot,
  service: Service,
  port: number,
  labels: Readonly<Record<string, string>> | null,
): DeclaredEndpoints | null {
  const { namespace = '', name } = service.metadata;
  const slices = slicesOfServices(cluster).get(`${namespace}/${name}`);
  if (slices === undefined) return null;
  const portName = service.spec?.ports?.find((each) => each.port === port)?.name ?? '';
  const ready = new Set<string>();
  const all = new Set<string>();
  for (const slice of slices) {
    const number = slice.ports?.find((each) => (each.name ?? '') === portName)?.port;
    if (number === undefined) continue;
    for (const { addresses = [], conditions, targetRef } of slice.endpoints ?? []) {
      const pod =
        targetRef?.kind === 'Pod' ? objectAt(cluster, 'Pod', namespace, targetRef.name ?? '') : null;
      // Of a pod that is not known it cannot be told whether a subset has it: it may.
      const chosen =
        labels === null || (pod === null ? null : matchesLabels(labels, pod.metadata.labels ?? {}));
      if (chosen === false) continue;
      for (const address of addresses) {
        const endpoint = `${address.includes(':') ? `[${address}]` : address}:${number}`;
        all.add(endpoint);
        if (chosen === true && conditions?.ready !== false) ready.add(endpoint);
      }
    }
  }
  return { ready, all };
}
