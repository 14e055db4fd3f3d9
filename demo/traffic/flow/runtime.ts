import type { Behaviour, Call } from '#demo/traffic/behaviour.ts';
import type { OutlierPolicy } from '#demo/traffic/config/destination-rules.ts';
import type { CallNode, Link, Program, ServiceLabels, Target } from '#demo/traffic/config/program.ts';
import type { PodNode, WorkloadNode } from '#demo/traffic/config/workloads.ts';
import type { World } from '#demo/traffic/config/world.ts';
import type { Limiter } from './limiter.ts';

/** One way a request is answered, with its probability. */
export interface Answer {
  readonly status: number;
  readonly grpc: number;
  readonly share: number;
}

/** Who answers, with what is expected of it this step. */
export interface Answering {
  mu: number;
  sigma: number;
  mean: number;
  variance: number;
  answers: readonly Answer[];
  resetShare: number;
  readonly responseBytes: number;
}

export interface PortRuntime extends Answering {
  readonly served: Behaviour['serves'][number];
}

/** Series cached for one caller pod on one way. Index of the arrays: the caller pod's place in its workload. */
export interface Cells<T> {
  readonly byPod: (T | undefined)[];
}

/** Where a call's series are cached: the owner of a cell is a way to an endpoint, or a proxy's own answer. */
export interface Owner {
  readonly call: CallRuntime;
  readonly service: ServiceLabels;
  readonly link: Link | null;
  /** Envoy's name of the cluster; null where none was chosen. */
  readonly cluster: string | null;
  /** The waypoint that tells of it in place of the caller's proxy. */
  readonly waypoint: PodNode | null;
  /** Filled by whoever records: a cache per caller pod. */
  readonly cells: unknown[];
}

export interface LinkRuntime extends Owner {
  readonly link: Link;
  /** Null where nobody listens. */
  readonly upstream: Answering | null;
  /** Of the callee's proxy, shared by all ways to its pod. */
  readonly limiter: Limiter | null;
  readonly workload: WorkloadRuntime | null;
  readonly forward: CallRuntime | null;
}

/** Outlier detection of one proxy for one cluster: which hosts it leaves out, and until when. */
export interface ClusterHealth {
  isEjected(host: string, nowMs: number): boolean;
  /** Takes in `n` answers of a host, `failed` of them errors, and ejects it if enough came in a row. */
  report(
    host: string,
    hosts: readonly LinkRuntime[],
    policy: OutlierPolicy,
    n: number,
    failed: number,
    nowMs: number,
  ): void;
}

export interface TargetRuntime extends Owner {
  readonly target: Target;
  readonly links: readonly LinkRuntime[];
  /** Share of requests turned away by the connection pool, per caller pod, as the last step found. */
  readonly overflow: { pending: number; requests: number }[];
  /** What each caller pod's outlier detection knows of the cluster; found when first needed. */
  readonly health: (ClusterHealth | undefined)[];
}

export type ProgramRuntime =
  | { readonly kind: 'reply'; readonly owner: Owner; readonly spec: Extract<Program, { kind: 'reply' }> }
  | {
      readonly kind: 'http';
      readonly spec: Extract<Program, { kind: 'http' }>;
      readonly targets: readonly TargetRuntime[];
      readonly mirrors: readonly { readonly target: TargetRuntime; readonly share: number }[];
    }
  | {
      readonly kind: 'tcp';
      readonly spec: Extract<Program, { kind: 'tcp' }>;
      readonly targets: readonly TargetRuntime[];
    };

/** What a call is expected to come to, for the program that makes it or the gateway that passes it on. */
export interface CallRuntime extends Answering {
  readonly node: CallNode;
  readonly caller: WorkloadRuntime;
  readonly call: Call;
  readonly index: number;
  meshed: ProgramRuntime | null;
  direct: ProgramRuntime | null;
  /** Share of calls that fail, and of those that fail by 503. */
  failShare: number;
  unavailableShare: number;
  /** Requests that arrived to be passed on, by pod. */
  readonly arrived: number[];
}

/** What a program serves; `any` stands for every port where it does not say. */
export interface Ports {
  readonly byNumber: ReadonlyMap<number, PortRuntime>;
  readonly any: PortRuntime | null;
}

export interface WorkloadRuntime {
  readonly node: WorkloadNode;
  readonly calls: CallRuntime[];
  /** Ports of each program that its pods run. */
  readonly programs: ReadonlyMap<Behaviour | null, Ports>;
  /** Requests whose calls are still to be made, by pod. */
  readonly served: number[];
  /** The same, arrived against the order of the step: they wait for the next one. */
  readonly late: number[];
  /** Place in the order of the step. */
  rank: number;
}

export interface Runtime {
  readonly world: World;
  /** Callers before callees. */
  readonly workloads: readonly WorkloadRuntime[];
  readonly byPod: ReadonlyMap<PodNode, WorkloadRuntime>;
  /** Whether expectations have come to rest since this was made. */
  settled: boolean;
}
