/** How a call ended for the program that made it. */
export interface Followed {
  readonly failed: boolean;
  readonly unavailable: boolean;
  readonly status: number;
  readonly grpcStatus: number;
  readonly durationMs: number;
}
