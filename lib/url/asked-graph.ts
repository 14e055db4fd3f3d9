import { type Codec, oneOf } from './codec.ts';
import { allTraffic, type CountedTraffic } from './traffic-codec.ts';

/**
 * What the nodes of the graph stand for. `mesh` is the graph of the mesh, with an edge for each service by which a workload is
 * called; the others are views of it at one grain.
 */
export const graphTypes = ['mesh', 'workload', 'app', 'versioned-app', 'service'] as const;
export type GraphTypeName = (typeof graphTypes)[number];

/** Which graph is asked for. What follows its type is of views alone: the graph of the mesh has none of it. */
export interface AskedGraph extends CountedTraffic {
  readonly graph: GraphTypeName;
  /** Workloads and services without traffic are shown too. */
  readonly idle: boolean;
  /** Operations are nodes, where telemetry classifies requests by `request_operation`. */
  readonly operations: boolean;
  /** Waypoint proxies are shown; left out otherwise. */
  readonly waypoints: boolean;
}

export const meshGraph: AskedGraph = {
  graph: 'mesh',
  idle: false,
  operations: false,
  waypoints: false,
  ...allTraffic,
};

export const graphTypeCodec: Codec<GraphTypeName> = oneOf(graphTypes);

/** A graph as it is shown: which one, of which namespaces (none means all), and whether services are nodes of it. */
export interface ShownGraph {
  readonly asked: AskedGraph;
  readonly namespaces: readonly string[];
  readonly services: boolean;
}
