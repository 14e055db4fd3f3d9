import type { EpochSeconds } from '#lib/core/units.ts';

/** Labels of a series as Prometheus names them; an absent label and an empty one are the same to Prometheus. */
export type Labels = Readonly<Record<string, string>>;

/**
 * What a mesh-wide query measures.
 * - `requests`, `failures`: requests per second (`failures`: rows that are not plain success, by code and flags);
 * - `first-failures`, `new-requests`: counts in the window that `rate` cannot see, see `queries/first-failures.ts`;
 * - `latency`: milliseconds of request duration per second, see `queries/latency.ts`;
 * - `tcp-sent`, `tcp-received`: bytes per second from source to target, and back;
 * - `tcp-closed`: connections that ended per second, by flags, see `queries/requests.ts`;
 * - `messages-sent`, `messages-received`: the same of gRPC messages, which no refresh asks for, see `queries/flows.ts`.
 */
export type Measure =
  | 'requests'
  | 'failures'
  | 'first-failures'
  | 'new-requests'
  | 'latency'
  | 'tcp-sent'
  | 'tcp-received'
  | 'tcp-closed'
  | 'messages-sent'
  | 'messages-received';

/** One row of a mesh-wide query: an edge identity, the reporter (both in `labels`) and a finite value. */
export interface TrafficSample {
  readonly measure: Measure;
  readonly labels: Labels;
  readonly value: number;
}

/** One series of an instant answer. NaN and infinities are no data: null. */
export interface VectorRow {
  readonly labels: Labels;
  readonly value: number | null;
}

/** One series of a range answer; points are in ascending time and only where the server had one. */
export interface MatrixRow {
  readonly labels: Labels;
  readonly points: readonly (readonly [EpochSeconds, number | null])[];
}
