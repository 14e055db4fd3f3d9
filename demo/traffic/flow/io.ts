import type { Arithmetic } from './arithmetic.ts';
import type { Outcome } from './outcome.ts';
import type { OutlierState } from './outlier.ts';
import type { Answering, LinkRuntime, Owner, TargetRuntime } from './runtime.ts';
import type { Timing } from './timing.ts';

/** What running a call comes to, told to whoever listens: series and logs when drawn, sums when expected. */
export interface FlowIo {
  readonly arithmetic: Arithmetic;
  readonly nowMs: number;
  readonly stepMs: number;
  readonly outliers: OutlierState;
  /** True while one request is followed to learn what to expect. */
  readonly expecting: boolean;
  /** Set when a connection pool turned requests away, or had done so the step before. */
  overflowing: boolean;
  /** How the call ended for the caller. */
  source(owner: Owner, pod: number, outcome: Outcome, n: number, timing: Timing): void;
  /** What the callee's proxy reports of an attempt that reached it. */
  destination(link: LinkRuntime, pod: number, outcome: Outcome, n: number, timing: Timing): void;
  /** Requests judged by policies at the callee. */
  judged(link: LinkRuntime, allowed: boolean, n: number): void;
  /** Requests that the program, or the gateway behind the link, took. */
  arrive(link: LinkRuntime, n: number): void;
  /**
   * What one request finds that is followed for itself, `before` milliseconds after its caller sent it: who answers it and how.
   * Absent: what is expected of all.
   */
  answering?(link: LinkRuntime, before: number): Answering | null;
  /** Operations on TCP connections; `refused` ends each connection at once. */
  stream(owner: Owner, link: LinkRuntime | null, pod: number, ops: number, end: StreamEnd): void;
  /** Errors that an endpoint gave, for outlier detection. */
  errors(target: TargetRuntime, link: LinkRuntime, pod: number, n: number, failed: number): void;
}

export type StreamEnd =
  | { readonly kind: 'open' }
  /** The connection is closed as soon as it is made; `arrived`: the callee's proxy saw it, and ended it with the flags `there`. */
  | { readonly kind: 'refused'; readonly flags: string; readonly arrived: boolean; readonly there?: string };
