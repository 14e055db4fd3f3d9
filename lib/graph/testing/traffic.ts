import type { Labels, Measure, TrafficSample } from '#lib/prom/series.ts';

/** Who calls whom, in short: `shop/frontend` → `shop/reviews-v2` by service `shop/reviews`. Null is unknown to telemetry. */
export interface Call {
  readonly from: string | null;
  readonly to: string | null;
  readonly service?: string | null;
  readonly protocol?: string;
  readonly reporter?: string;
  readonly more?: Labels;
}

function workloadLabels(side: 'source' | 'destination', name: string | null): Labels {
  const [namespace = 'unknown', workload = 'unknown'] = name?.split('/') ?? [];
  const version = /-(v\d+)$/.exec(workload)?.[1] ?? 'latest';
  return {
    [`${side}_cluster`]: name === null ? 'unknown' : 'Kubernetes',
    [`${side}_workload`]: workload,
    [`${side}_workload_namespace`]: namespace,
    [`${side}_canonical_service`]: workload.replace(/-v\d+$/, ''),
    [`${side}_canonical_revision`]: name === null ? 'latest' : version,
  };
}

/** The labels that a proxy writes for a call. */
export function labelsOf(call: Call): Labels {
  const [namespace, name] = call.service?.split('/') ?? [];
  const host = name === undefined ? 'unknown' : `${name}.${namespace}.svc.cluster.local`;
  return {
    reporter: call.reporter ?? 'source',
    ...workloadLabels('source', call.from),
    ...workloadLabels('destination', call.to),
    destination_service: host,
    destination_service_name: name ?? 'unknown',
    destination_service_namespace: namespace ?? 'unknown',
    request_protocol: call.protocol ?? 'http',
    connection_security_policy: call.reporter === 'destination' ? 'mutual_tls' : 'unknown',
    ...call.more,
  };
}

/** One row of a mesh-wide query. */
export const sample = (measure: Measure, call: Call, value: number, labels: Labels = {}): TrafficSample => ({
  measure,
  labels: { ...labelsOf(call), ...labels },
  value,
});

/** Rows of failures: `code flags` as triage writes them, such as `503 UH`; `-` for none. */
export function failure(call: Call, outcome: string, rate: number): TrafficSample {
  const [code = '', flags = '-', grpc = ''] = outcome.split(' ');
  return sample('failures', call, rate, {
    response_code: code,
    response_flags: flags,
    grpc_response_status: grpc,
  });
}
