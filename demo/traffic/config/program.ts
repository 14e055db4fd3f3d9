import type { Behaviour, Call } from '#demo/traffic/behaviour.ts';
import type { Decision } from './access.ts';
import type { OutlierPolicy, PoolLimits } from './destination-rules.ts';
import type { RegistryEndpoint } from './registry.ts';
import type { Fault, Retry } from './rule.ts';
import type { Misunderstood } from './spoken.ts';
import type { PodNode, WorkloadNode } from './workloads.ts';

/** What telemetry says of the service a request was for. */
export interface ServiceLabels {
  readonly host: string;
  readonly name: string;
}

/**
 * What a call comes to after all configuration: worked out once per configuration and workload, run every step.
 * - `reply`: the caller's proxy answers itself, no host is chosen;
 * - `http`: routed request by request;
 * - `tcp`: connections and bytes, whatever is spoken inside them.
 */
export type Program =
  | {
      readonly kind: 'reply';
      readonly protocol: 'http' | 'grpc' | 'tcp';
      readonly waypoint: PodNode | null;
      readonly service: ServiceLabels;
      readonly code: number;
      readonly flags: string;
    }
  | HttpProgram
  | { readonly kind: 'tcp'; readonly targets: readonly Target[]; readonly weights: readonly number[] };

export interface HttpProgram {
  readonly kind: 'http';
  readonly protocol: 'http' | 'grpc';
  readonly fault: Fault | null;
  readonly timeoutMs: number | null;
  /** How long the caller's proxy bears a stream without a byte; null for as long as it takes. */
  readonly idleMs: number | null;
  readonly retry: Retry;
  readonly targets: readonly Target[];
  readonly weights: readonly number[];
  readonly mirrors: readonly { readonly target: Target; readonly share: number }[];
}

/** One cluster of the caller's proxy. */
export interface Target {
  /** Name of the cluster in Envoy's form: `outbound|9080|v2|reviews.bookinfo.svc.cluster.local`. */
  readonly cluster: string;
  readonly service: ServiceLabels;
  /** Code of the answer when the cluster does not exist (flag NC); null when it does. */
  readonly missing: 503 | 500 | null;
  /** The waypoint that chooses among its endpoints; null where the caller's own proxy does. */
  readonly waypoint: PodNode | null;
  readonly links: readonly Link[];
  readonly pool: PoolLimits | null;
  readonly outlier: OutlierPolicy | null;
}

/** The handshake fails (UF), the callee's proxy cuts the connection (UC), or the network drops its packets (`dropped`). */
export type Refusal = 'UF' | 'UC' | 'dropped';

/** The way from a caller to one endpoint. */
export interface Link {
  readonly endpoint: RegistryEndpoint;
  readonly pod: PodNode | null;
  /** The waypoint that requests pass on the way. */
  readonly waypoint: PodNode | null;
  /** Namespace of the ServiceEntry for endpoints without a pod: all that their metadata says. */
  readonly namespace: string | null;
  readonly mutualTls: boolean;
  /** Whether istiod told the caller's proxy whose endpoint it is; not so for hosts the proxy does not know. */
  readonly metadata: boolean;
  /** Why no request ever arrives. */
  readonly refused: Refusal | null;
  /** Whose proxy does not understand what is answered. */
  readonly misunderstood: Misunderstood | null;
  /** Requests per second that the callee's proxy lets in; null without limit. */
  readonly limit: number | null;
  /** Whether the callee's proxy sees the request and reports it. */
  readonly reported: boolean;
  readonly accessBare: Decision;
  readonly accessToken: Decision;
  /** Whether policies stand before the callee, so that RBAC counts. */
  readonly guarded: boolean;
  readonly upstream: Upstream;
  /** What the callee's proxy calls the service: the first one that has this pod behind this port. */
  readonly inbound: ServiceLabels;
}

/** Who answers: a port of a program, a gateway that passes the request on, a host outside, or nobody. */
export type Upstream =
  /** `found`: whether the program knows the path. */
  | { readonly kind: 'app'; readonly pod: PodNode; readonly port: number; readonly found: boolean }
  | { readonly kind: 'forward'; readonly forward: CallNode }
  | { readonly kind: 'external'; readonly host: string; readonly port: number }
  | { readonly kind: 'closed' };

/** One call of one workload, or one kind of request that a gateway passes on. */
export interface CallNode {
  readonly caller: WorkloadNode;
  readonly call: Call;
  /** The program that makes it: pods of one workload may differ while it is rolled out. Null for a gateway. */
  readonly behaviour: Behaviour | null;
  /** Set where a gateway passes requests on: their number is what arrived. */
  readonly forward: boolean;
  /** Of pods with a proxy, and of pods without one; null where the workload has none such. */
  meshed: Program | null;
  direct: Program | null;
}
