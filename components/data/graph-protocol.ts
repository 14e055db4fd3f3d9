import type { MeasuresResponse } from '#lib/api/graph-contract.ts';
import type { StatusResponse } from '#lib/api/status-contract.ts';
import type { ErrorCode } from '#lib/core/error-code.ts';
import type { GraphDelta } from './graph-delta.ts';

/** What the page asks of the graph worker: the graph, what is measured of its edges or the status at a path of the API, or to give that up. */
export type GraphAsk =
  | { readonly type: 'graph' | 'measures' | 'status'; readonly id: number; readonly path: string }
  | { readonly type: 'abort'; readonly id: number };

/** An error of the API as it crosses between threads; null when the server could not be reached. */
export type SentError = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly cure: string | null;
  readonly requestId: string | null;
} | null;

/** What it answers. Each delta follows on the one posted before it, whichever request that was for. */
export type GraphAnswer =
  | { readonly id: number; readonly delta: GraphDelta }
  | { readonly id: number; readonly measures: MeasuresResponse }
  | { readonly id: number; readonly status: StatusResponse }
  | { readonly id: number; readonly error: SentError };
