/** A call as a proxy tells of it. Ends are `namespace/workload`, null where the proxy does not know. */
export interface SeriesOf {
  readonly reporter: 'source' | 'destination' | 'waypoint';
  readonly from: string | null;
  readonly to: string | null;
  /** `namespace/name`, or a host as it is. */
  readonly service: string;
  readonly protocol?: 'http' | 'grpc';
  /** `503 UC`, `0 DC`, `200 - 14`: code, flags, gRPC status. */
  readonly outcome: string;
  readonly security?: string;
  /** The cluster of the destination, where it is another one. */
  readonly cluster?: string;
  readonly rate: number;
}

const end = (side: string, workload: string | null, cluster = 'Kubernetes'): string[] => {
  const [namespace = 'unknown', name = 'unknown'] = workload?.split('/') ?? [];
  const app = workload === null ? 'unknown' : name;
  return [
    `${side}_workload="${name}"`,
    `${side}_workload_namespace="${namespace}"`,
    `${side}_canonical_service="${app}"`,
    `${side}_canonical_revision="latest"`,
    `${side}_principal="unknown"`,
    `${side}_app="${app}"`,
    `${side}_version="unknown"`,
    `${side}_cluster="${workload === null ? 'unknown' : cluster}"`,
  ];
};

/** The series in the form in which a proxy exposes it. Without a host that was chosen the destination is `unknown` and its revision `latest`. */
export function seriesOf(call: SeriesOf): string {
  const { reporter, from, to, service, outcome, rate } = call;
  const [code = '', flags = '-', grpc = ''] = outcome.split(' ');
  const [namespace, name] = service.includes('/') ? service.split('/') : ['unknown', service];
  const host = service.includes('/') ? `${name}.${namespace}.svc.cluster.local` : service;
  const security = call.security ?? (reporter === 'source' ? 'unknown' : 'mutual_tls');
  const labels = [
    `reporter="${reporter}"`,
    ...end('source', from),
    ...end('destination', to, call.cluster),
    `destination_service="${host}"`,
    `destination_service_name="${name}"`,
    `destination_service_namespace="${to === null ? 'unknown' : namespace}"`,
    `request_protocol="${call.protocol ?? 'http'}"`,
    `response_code="${code}"`,
    `grpc_response_status="${grpc}"`,
    `response_flags="${flags}"`,
    `connection_security_policy="${security}"`,
  ];
  return `istio_requests_total{${labels.join(',')}} ${rate}`;
}

export const allSeries = (...calls: readonly SeriesOf[]): string => calls.map(seriesOf).join('\n');
