import type { Tolerance } from '#lib/health/tolerance.ts';
import type { AmbientTraffic, CountedTraffic } from '#lib/url/traffic-codec.ts';
import type { GraphType } from './identify.ts';

/** What of each protocol is counted; `total` adds both directions. */
export type ViewRates = Omit<CountedTraffic, 'ambient'>;

/** One node to look at, with what calls it and what it calls. Without a cluster: in all of them. */
export type Focus = { readonly namespace: string; readonly cluster: string | null } & (
  | { readonly kind: 'workload'; readonly workload: string }
  | { readonly kind: 'app'; readonly app: string; readonly version: string | null }
  | { readonly kind: 'service'; readonly service: string }
  | {
      readonly kind: 'operation';
      readonly label: string;
      readonly value: string;
      readonly service: string | null;
    }
);

/** How a box is drawn round nodes: by cluster, by namespace, by application. */
export type BoxBy = 'cluster' | 'namespace' | 'app';

/** What a view shows, beside the traffic itself. */
export interface ViewOptions {
  readonly graphType: GraphType;
  /** Empty: all namespaces. */
  readonly namespaces: ReadonlySet<string>;
  readonly focus: Focus | null;
  readonly rates: ViewRates;
  /** Which proxies of an ambient mesh are listened to beside the sidecars. */
  readonly ambientTraffic: AmbientTraffic;
  readonly serviceNodes: boolean;
  /** Edges whose series counted nothing in the window. */
  readonly idleEdges: boolean;
  /** What stands on edges as latency: a percentile of 1 to 99, or the mean. */
  readonly latency: number | 'mean' | null;
  /** Which bodies are counted: of requests at the caller's proxy, of responses at the callee's. */
  readonly throughput: 'request' | 'response' | null;
  /** Hosts of one ServiceEntry are one node, named after it. */
  readonly serviceEntries: boolean;
  /** Nodes without traffic whose workload is gone are left out, those scaled to none are marked. */
  readonly deadNodes: boolean;
  readonly idleNodes: boolean;
  readonly workloadEntries: boolean;
  /** Marks of who is in the mesh, and how. */
  readonly membership: boolean;
  readonly configBadges: boolean;
  readonly labels: boolean;
  readonly security: boolean;
  /** The label that classifies requests, where operations are nodes. */
  readonly operations: string | null;
  /** `shown`: with their return edges folded; `hidden`: left out; `plain`: nodes like any other. */
  readonly waypoints: 'shown' | 'hidden' | 'plain';
  readonly boxBy: readonly BoxBy[];
  /** Judges the chosen reports. Null where a view is drawn: what is drawn is judged by what stands on it, see `drawView`. */
  readonly health: HealthOptions | null;
  /** The cluster of ends that name none, where there is only one; null leaves them in an unknown one. */
  readonly soleCluster: string | null;
  /** Whether the viewer may know of a namespace. */
  readonly readable: (cluster: string, namespace: string) => boolean;
}

export interface HealthOptions {
  /** Tolerances that hold where an object's annotation sets none. */
  readonly tolerancesFor: (entity: {
    readonly namespace: string;
    readonly kind: string;
    readonly name: string;
  }) => readonly Tolerance[];
  /** Proxies of a workload that hold the newest configuration; null where that is not known. */
  readonly syncedProxies: (cluster: string, namespace: string, workload: string) => number | null;
}
