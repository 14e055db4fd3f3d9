import type { OutcomeClass } from './outcome.ts';

/** Shares of all requests, 0 to 1. More than `degraded` is degraded, `failing` or more is failing. */
export interface Tolerance {
  readonly rule: OutcomeClass;
  readonly degraded: number;
  readonly failing: number;
}

/** What Weft tolerates unless told otherwise: the defaults that users of Istio know from Kiali, worst first. */
export const tolerances: readonly Tolerance[] = [
  { rule: 'no-response', degraded: 0, failing: 0.1 },
  { rule: '5xx', degraded: 0, failing: 0.1 },
  { rule: 'grpc-server', degraded: 0, failing: 0.1 },
  { rule: '4xx', degraded: 0.1, failing: 0.2 },
  { rule: 'grpc-caller', degraded: 0.1, failing: 0.2 },
];

/** Requests in the window below which a share says nothing: 1 of 1 is not an alarm. */
export const volumeFloor = 5;
