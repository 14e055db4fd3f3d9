import type { PodNode } from '#demo/traffic/config/workloads.ts';
import type { Outcome } from '#demo/traffic/flow/outcome.ts';
import type { Owner } from '#demo/traffic/flow/runtime.ts';

/** One sampled request or connection, kept as it is until somebody reads the log. */
export interface LogEntry {
  readonly atMs: number;
  /** Whose log: the caller's proxy or the callee's. */
  readonly side: 'source' | 'destination';
  readonly owner: Owner;
  readonly caller: PodNode;
  /** Null for a TCP connection. */
  readonly outcome: Outcome | null;
  /** Flags of a connection. */
  readonly flags: string;
  readonly durationMs: number;
  /** Makes request ids and client ports; the same request has the same number in no other entry. */
  readonly number: number;
}
