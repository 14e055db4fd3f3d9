import { eq, escapeRegex, type Matcher, matches } from '#lib/prom/promql.ts';
import type { GraphEdge, GraphNode } from './model.ts';

type Node = Pick<GraphNode, 'kind' | 'cluster' | 'namespace' | 'name'>;

/** Matchers of the series behind an edge. `clusters` true where telemetry of several clusters is in one place. */
export function edgeMatchers(
  edge: Pick<GraphEdge, 'protocol' | 'service'>,
  source: Node,
  target: Node,
  clusters: boolean,
): readonly Matcher[] {
  const protocol = edge.protocol === 'tcp' ? [] : [eq('request_protocol', edge.protocol)];
  return [
    ...ends('source', source, clusters),
    ...ends('destination', target, clusters),
    ...serviceMatchers(edge, target),
    ...protocol,
  ];
}

/** Matchers of the series that arrive at a node, or that leave it. */
export function nodeMatchers(
  node: Node,
  side: 'source' | 'destination',
  clusters: boolean,
): readonly Matcher[] {
  if (node.kind === 'workload') return ends(side, node, clusters);
  if (node.kind === 'unknown') return ends(side, node, clusters);
  return [...ends(side, node, clusters), ...serviceNamed(node)];
}

function ends(side: 'source' | 'destination', node: Node, clusters: boolean): Matcher[] {
  const cluster = clusters ? [eq(`${side}_cluster`, node.cluster)] : [];
  if (node.kind !== 'workload') return [...cluster, eq(`${side}_workload`, 'unknown')];
  return [
    ...cluster,
    eq(`${side}_workload`, node.name),
    eq(`${side}_workload_namespace`, node.namespace ?? ''),
  ];
}

function serviceMatchers({ service }: Pick<GraphEdge, 'service'>, target: Node): Matcher[] {
  if (target.kind === 'passthrough') return [eq('destination_service_name', 'PassthroughCluster')];
  if (target.kind === 'blackhole') return [eq('destination_service_name', 'BlackHoleCluster')];
  if (service === null) return target.kind === 'external' ? hostMatchers([target.name]) : [];
  if (target.kind === 'workload') return [eq('destination_service', service.host)];
  // Where no host was chosen a sidecar reports the Host header as the program wrote it.
  const { host, name, namespace } = service;
  return hostMatchers([host, name, `${name}.${namespace}`, `${name}.${namespace}.svc`]);
}

function serviceNamed(node: Node): Matcher[] {
  if (node.kind === 'passthrough') return [eq('destination_service_name', 'PassthroughCluster')];
  if (node.kind === 'blackhole') return [eq('destination_service_name', 'BlackHoleCluster')];
  const { name, namespace } = node;
  if (namespace === null || node.kind === 'external') return hostMatchers([name]);
  return hostMatchers([
    name,
    `${name}.${namespace}`,
    `${name}.${namespace}.svc`,
    `${name}.${namespace}.svc.cluster.local`,
  ]);
}

/** Requests that were addressed to one of some hosts, with or without a port. */
export const hostMatchers = (names: readonly string[]): Matcher[] => [
  matches('destination_service', `(${[...new Set(names)].map(hostRegex).join('|')})(:[0-9]+)?`),
];

/** A wildcard host of a ServiceEntry stands for what it covers: telemetry may name either. */
const hostRegex = (host: string): string =>
  host.startsWith('*.') ? `.*${escapeRegex(host.slice(1))}` : escapeRegex(host);
