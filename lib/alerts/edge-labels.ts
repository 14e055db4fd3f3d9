import type { AlertSubject } from './alert-subject.ts';

type Named = Pick<AlertSubject, 'edge' | 'source' | 'target' | 'clusters'>;

/** The labels of Istio's series by which `findEdges` finds an edge again; none is empty, for Prometheus drops empty ones. */
export function edgeLabels({ edge, source, target, clusters }: Named): Readonly<Record<string, string>> {
  const { service } = edge;
  const passed = target.kind === 'passthrough' ? 'PassthroughCluster' : 'BlackHoleCluster';
  const outside = target.kind === 'passthrough' || target.kind === 'blackhole';
  const labels: Readonly<Record<string, string | null>> = {
    namespace: target.namespace ?? source.namespace,
    source_cluster: clusters ? source.cluster : null,
    source_workload: source.kind === 'workload' ? source.name : 'unknown',
    source_workload_namespace: source.kind === 'workload' ? source.namespace : null,
    destination_cluster: clusters ? target.cluster : null,
    destination_workload: target.kind === 'workload' ? target.name : 'unknown',
    destination_workload_namespace: target.kind === 'workload' ? target.namespace : null,
    destination_service: service?.host ?? (target.kind === 'external' ? target.name : null),
    destination_service_name: outside ? passed : (service?.name ?? null),
    destination_service_namespace: service?.namespace ?? null,
    request_protocol: edge.protocol,
  };
  return Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) =>
      value === null || value === '' ? [] : [[name, value]],
    ),
  );
}
