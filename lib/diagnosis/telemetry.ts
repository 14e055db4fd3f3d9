import type { BreakdownPart } from '#lib/graph/breakdown.ts';
import { type EdgeSeries, noSeries } from './symptoms.ts';

/** What istiod tells of itself; null where it was not asked or does not tell. */
export interface ControlPlaneTelemetry {
  /** Proxies connected to it. */
  readonly connections: number | null;
  /** Configurations that proxies refused in the window. */
  readonly rejects: number | null;
  /** By what was refused: `cds`, `lds`, `rds`, `ecds`. */
  readonly rejected: readonly string[];
  /** 99th percentile of the time from a change to its proxies, in seconds. */
  readonly convergence: number | null;
  /** Seconds until the root certificate ends. */
  readonly rootExpiry: number | null;
  /** Seconds until the first workload certificate of the mesh ends. */
  readonly firstExpiry: number | null;
  /** Certificates that istiod did not sign in the window. */
  readonly unsigned: number | null;
}

/** What was asked about one edge beside the graph; null and empty where it was not asked or nobody tells. */
export interface Telemetry {
  readonly series: EdgeSeries;
  readonly parts: readonly BreakdownPart[];
  /** Requests per second that authorization policies turned away at the callee's pods. */
  readonly rbacDenied: number | null;
  /** Seconds until the first workload certificate among the callee's pods ends. */
  readonly certExpiry: number | null;
  readonly control: ControlPlaneTelemetry;
}

export const noControl: ControlPlaneTelemetry = {
  connections: null,
  rejects: null,
  rejected: [],
  convergence: null,
  rootExpiry: null,
  firstExpiry: null,
  unsigned: null,
};

export const noTelemetry: Telemetry = {
  series: noSeries,
  parts: [],
  rbacDenied: null,
  certExpiry: null,
  control: noControl,
};
