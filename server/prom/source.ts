import type { QueryCost, SourceState } from '#lib/api/status-contract.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import type { NamedQuery, Scope } from '#lib/prom/promql.ts';
import type { MatrixRow, TrafficSample, VectorRow } from '#lib/prom/series.ts';

/** A query of a reading that failed, and why. */
export interface MissingPart {
  readonly query: string;
  readonly reason: string;
}

/** The mesh's traffic over one window ending `at`, decoded once and shared by every viewer. Never mutated. */
export interface TrafficReading {
  readonly at: EpochSeconds;
  readonly window: Seconds;
  readonly scrapeInterval: Seconds;
  readonly samples: readonly TrafficSample[];
  readonly missing: readonly MissingPart[];
  /** Set when this is the last good reading because newer refreshes failed: why, and since when. */
  readonly stale: { readonly reason: string; readonly since: EpochSeconds } | null;
}

/** A span of a range query; `step` in seconds. */
export interface RangeSpan {
  readonly start: EpochSeconds;
  readonly end: EpochSeconds;
  readonly step: Seconds;
}

/** The observed side of the mesh: one Prometheus-compatible API. */
export interface PromSource {
  /** The base URL, without credentials: fit to be shown. */
  readonly url: string;
  /**
   * Traffic over a window: the latest poll when `at` is null (waiting for the first one), else as it stood at `at`
   * (cached). Throws WeftError when there is nothing good to hand out.
   */
  reading(selection: TimeSelection, signal: AbortSignal): Promise<TrafficReading>;
  /** Keeps the window polled and calls `listener` on each new reading. Returns its own undo. */
  listen(window: Seconds, listener: (reading: TrafficReading) => void): () => void;
  /** One instant query; throws WeftError. */
  instant(query: NamedQuery, at: EpochSeconds, signal: AbortSignal): Promise<readonly VectorRow[]>;
  /** One range query; throws WeftError. */
  range(query: NamedQuery, span: RangeSpan, signal: AbortSignal): Promise<readonly MatrixRow[]>;
  /** The text of a query as this source sends it, scope included. */
  promql(query: NamedQuery): string;
  /** What every selector that it sends carries; absent for nothing. */
  readonly scope?: Scope;
  state(): SourceState;
  /** Called when the source changes phase. Returns its own undo. */
  onState(listener: () => void): () => void;
  /** The queries of the last refresh with what they cost. */
  costs(): readonly QueryCost[];
  scrapeInterval(): Seconds;
  refreshInterval(): Seconds;
  close(): Promise<void>;
}
