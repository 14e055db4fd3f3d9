import type { PodNode } from '#demo/traffic/config/workloads.ts';
import type { Outcome } from '#demo/traffic/flow/outcome.ts';
import type { Owner } from '#demo/traffic/flow/runtime.ts';

/** What one proxy tells of one request, kept as it is until somebody asks for it. */
export interface TracedSpan {
  /** 16 digits of hexadecimal. */
  readonly id: string;
  readonly parent: string | null;
  /** Whose proxy tells it: the caller's of what leaves, the callee's of what arrives. */
  readonly side: 'source' | 'destination';
  readonly pod: PodNode;
  readonly caller: PodNode;
  readonly owner: Owner;
  readonly outcome: Outcome;
  readonly startMs: number;
  readonly durationMs: number;
}

/** One request on its whole way. */
export interface TracedRequest {
  /** 32 digits of hexadecimal. */
  readonly id: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly spans: readonly TracedSpan[];
}

/** Under which name Istio's proxies stand in traces by default. */
export const serviceName = ({ workload }: PodNode): string =>
  `${workload.app ?? workload.canonicalService}.${workload.namespace}`;

/** Whether Envoy marks the span as an error: 5xx, nothing at all, and the statuses of gRPC that are the server's fault. */
export const isError = ({ status, grpcStatus }: Outcome): boolean =>
  status === 0 || status >= 500 || [2, 4, 12, 13, 14, 15].includes(grpcStatus);
