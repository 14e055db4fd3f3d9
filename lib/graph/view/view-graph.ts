import type { Verdict } from '#lib/health/judge.ts';
import type { Protocol } from '../model.ts';
import type { Response, Traffic } from './traffic.ts';

/** A service by which a node was addressed, as telemetry names it. */
export interface AddressedService {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

export interface EntryFacts {
  readonly namespace: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly location: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
}

/** What the configuration of routes does to the requests of a service. */
export interface RouteBadges {
  /** Hosts of the VirtualService that sends to it. */
  readonly hosts: readonly string[];
  readonly requestRouting: boolean;
  readonly timeout: boolean;
  readonly faultInjection: boolean;
  /** Requests are divided between destinations. */
  readonly trafficShifting: boolean;
  readonly tcpTrafficShifting: boolean;
  readonly mirroring: boolean;
}

export interface ConfigBadges {
  /** A connection pool or outlier detection is set for it. */
  readonly circuitBreaker: boolean;
  readonly routes: RouteBadges | null;
}

/** An operation of a service: a label of requests and its value. */
export interface Operation {
  readonly label: string;
  readonly value: string;
}

/**
 * A node of a view. Names are as telemetry writes them, `unknown` among them; null where they do not apply to its kind. What
 * the configuration says of it is told by the objects of its workloads and services.
 */
export interface ViewNode {
  readonly id: string;
  readonly kind: 'workload' | 'app' | 'service' | 'operation' | 'unknown';
  readonly cluster: string;
  readonly namespace: string;
  readonly workload: string | null;
  app: string | null;
  readonly version: string | null;
  readonly service: string | null;
  readonly operation: Operation | null;
  inbound: Traffic;
  outbound: Traffic;
  readonly addressedAs: Map<string, AddressedService>;
  /** A service between its callers and its workloads, not one where requests ended. */
  injected: boolean;
  readonly waypoint: boolean;
  readonly serviceEntry: EntryFacts | null;
  idle: boolean;
  /** Its workload is there and scaled to none. */
  dead: boolean;
  /** Not of the chosen namespaces. */
  outside: boolean;
  /** Of a namespace that the viewer may not read, or of none that is known. */
  inaccessible: boolean;
  /** Calls others and is called by none. */
  root: boolean;
  ambient: boolean;
  outOfMesh: boolean;
  workloadEntries: readonly string[];
  badges: ConfigBadges | null;
  labels: Readonly<Record<string, string>> | null;
  health: Verdict | null;
}

/** Share of the traffic of an edge that arrived with mutual TLS, and the first principals seen. */
export interface EdgeSecurity {
  readonly mutualTls: number | null;
  readonly sourcePrincipal: string | null;
  readonly targetPrincipal: string | null;
}

export interface ViewEdge {
  readonly source: string;
  readonly target: string;
  readonly protocol: Protocol;
  /** The keys of the edges, as series run along them, of which this one was made. */
  readonly stretches: Set<string>;
  /** The services that were addressed on it, by host. */
  readonly services: Map<string, AddressedService>;
  /** All outcomes, successes among them. */
  readonly responses: Map<string, Response>;
  /** Milliseconds; of several flows the mean by their requests, which for percentiles is an estimate. */
  latency: number | null;
  /** Bytes of HTTP bodies per second. */
  throughput: number | null;
  security: EdgeSecurity | null;
  /** Whether it goes to a waypoint or comes from one; `returned`: the edge back, folded into this one. */
  waypoint: { readonly direction: 'to' | 'from'; readonly returned: ViewEdge | null } | null;
  health: Verdict | null;
}

/** A box round nodes and other boxes. */
export interface ViewBox {
  readonly id: string;
  readonly by: 'cluster' | 'namespace' | 'app';
  readonly cluster: string;
  readonly namespace: string | null;
  readonly app: string | null;
  readonly members: readonly string[];
  readonly parent: string | null;
}

/** A view under construction: each concern adds its own. */
export interface ViewGraph {
  readonly nodes: Map<string, ViewNode>;
  readonly edges: Map<string, ViewEdge>;
}

export const edgeKey = (source: string, target: string, protocol: Protocol): string =>
  `${source}|${target}|${protocol}`;

/** The edge between two nodes in a protocol; made where there is none. */
export function edgeBetween(
  { edges }: ViewGraph,
  source: string,
  target: string,
  protocol: Protocol,
): ViewEdge {
  const key = edgeKey(source, target, protocol);
  const known = edges.get(key);
  if (known !== undefined) return known;
  const made: ViewEdge = {
    source,
    target,
    protocol,
    stretches: new Set(),
    services: new Map(),
    responses: new Map(),
    latency: null,
    throughput: null,
    security: null,
    waypoint: null,
    health: null,
  };
  edges.set(key, made);
  return made;
}

/** Leaves a node out, with its edges. */
export function removeNode(graph: ViewGraph, id: string): void {
  graph.nodes.delete(id);
  for (const [key, edge] of graph.edges) {
    if (edge.source === id || edge.target === id) graph.edges.delete(key);
  }
}
