import type { Trace } from '#lib/traces/trace.ts';
import type { TraceSearch } from '#lib/traces/traceql.ts';

export interface BackendSearch extends TraceSearch {
  /** Unix milliseconds. */
  readonly start: number;
  readonly end: number;
  /** So many traces at most. */
  readonly limit: number;
}

/** What a search found: ids, and those of the traces that came with them. */
export interface SearchAnswer {
  readonly ids: readonly string[];
  readonly traces: readonly Trace[];
  /** Spans that could not be read. */
  readonly unread: number;
}

/** A trace, null where there is none of this id; and how many of its spans could not be read. */
export interface TraceAnswer {
  readonly trace: Trace | null;
  readonly unread: number;
}

/** The query API of a trace backend. Each throws WeftError: see `failure.ts`. */
export interface TraceBackend {
  readonly kind: 'jaeger' | 'tempo';
  services(signal: AbortSignal): Promise<readonly string[]>;
  search(search: BackendSearch, signal: AbortSignal): Promise<SearchAnswer>;
  trace(id: string, signal: AbortSignal): Promise<TraceAnswer>;
}

/** The trace backend that is set. */
export interface TraceSource {
  readonly url: string;
  readonly link: string | null;
  /** Its API, found out at the first question where no kind is set. Throws WeftError. */
  backend(signal: AbortSignal): Promise<TraceBackend>;
  /** Names of all services that it knows, asked once in a while. Throws WeftError. */
  services(signal: AbortSignal): Promise<ReadonlySet<string>>;
  close(): Promise<void>;
}
