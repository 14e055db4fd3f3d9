import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';

/** An edge and its ends. */
export interface Seen {
  readonly edge: GraphEdge;
  readonly source: GraphNode;
  readonly target: GraphNode;
}

type Test = (seen: Seen, value: string) => boolean;

/** Telemetry's `unknown` is a place on the graph that is no workload. */
const workloadIs = ({ kind, name }: GraphNode, value: string): boolean =>
  value === 'unknown' ? kind !== 'workload' : kind === 'workload' && name === value;

const appIs = ({ kind, app }: GraphNode, value: string): boolean =>
  value === 'unknown' ? kind !== 'workload' : app === value;

function hostIs({ edge: { service }, target }: Seen, value: string): boolean {
  // A sidecar that found no host writes the Host header, with its port.
  const host = value.replace(/:\d+$/, '');
  if (service === null) return target.name === host;
  const { name, namespace } = service;
  return [service.host, name, `${name}.${namespace}`, `${name}.${namespace}.svc`].includes(host);
}

function serviceIs({ edge: { service }, target }: Seen, value: string): boolean {
  if (value === 'PassthroughCluster') return target.kind === 'passthrough';
  if (value === 'BlackHoleCluster') return target.kind === 'blackhole';
  return service?.name === value || (service === null && target.name === value);
}

const tests: Readonly<Record<string, Test>> = {
  source_cluster: ({ source }, value) => source.cluster === value,
  source_workload: ({ source }, value) => workloadIs(source, value),
  source_workload_namespace: ({ source }, value) => source.namespace === value,
  source_app: ({ source }, value) => appIs(source, value),
  source_canonical_service: ({ source }, value) => appIs(source, value),
  destination_cluster: ({ target }, value) => target.cluster === value,
  destination_workload: ({ target }, value) => workloadIs(target, value),
  destination_workload_namespace: ({ target }, value) => target.namespace === value,
  destination_app: ({ target }, value) => appIs(target, value),
  destination_canonical_service: ({ target }, value) => appIs(target, value),
  destination_service: hostIs,
  destination_service_name: serviceIs,
  destination_service_namespace: ({ edge: { service }, target }, value) =>
    (service?.namespace ?? target.namespace) === value,
  request_protocol: ({ edge }, value) => edge.protocol === value,
};

/** What telemetry does not know of a place tells nothing of it; that there is no workload does. */
export const isEdgeLabel = (name: string, value: string): boolean =>
  Object.hasOwn(tests, name) &&
  value !== '' &&
  (value !== 'unknown' || /_(workload|app|canonical_service)$/.test(name));

/** Whether an edge is one with that label. */
export const edgeTest = (name: string, value: string): ((seen: Seen) => boolean) => {
  const test = Object.hasOwn(tests, name) ? tests[name] : undefined;
  return (seen) => test?.(seen, value) ?? true;
};
