/** Labels that make an edge's identity in request metrics. `reporter` is among them: reports are never added up. */
export const requestIdentity = [
  'reporter',
  'source_cluster',
  'source_workload_namespace',
  'source_workload',
  'source_canonical_service',
  'source_canonical_revision',
  'destination_cluster',
  'destination_service_namespace',
  'destination_service',
  'destination_service_name',
  'destination_workload_namespace',
  'destination_workload',
  'destination_canonical_service',
  'destination_canonical_revision',
  'request_protocol',
] as const;

/** The same for TCP metrics; `app` tells ztunnel's reports from those of sidecars. */
export const tcpIdentity = [
  ...requestIdentity.filter((label) => label !== 'request_protocol'),
  'app',
  'response_flags',
  'connection_security_policy',
] as const;

/** Labels by which rows that are not plain success are told apart. */
export const outcomeLabels = ['response_code', 'grpc_response_status', 'response_flags'] as const;

/** Labels that name a scrape target, on every series of it. */
export const targetLabels = ['job', 'instance'] as const;

/**
 * Labels by which installations name the pod that was scraped: that of the Prometheus Operator, that of Istio's sample
 * configuration before 1.9, and the address of the target, which always is there.
 */
export const podLabels = ['pod', 'kubernetes_pod_name', 'instance'] as const;
