import type { EdgeId } from '#lib/core/ids.ts';
import type { EdgeValues } from '../measures/shown-values.ts';

/** What `responsetime` and `throughput` mean: what edges carry. */
export interface CarriedMeasures {
  readonly responseTime: 'mean' | 'p50' | 'p95' | 'p99';
  readonly throughput: 'request-throughput' | 'response-throughput';
}

/** What was asked of Prometheus about edges, and by which of it they are asked here. */
export interface MeasuredEdges extends CarriedMeasures {
  /** Null until it has been read, or where it could not be. */
  readonly values: ReadonlyMap<EdgeId, EdgeValues> | null;
}

/** By what edges carry: of response times the highest percentile, else the mean; bytes of requests, unless only responses are shown. */
export function carriedMeasures(labels: readonly string[]): CarriedMeasures {
  const responses = labels.includes('response-throughput') && !labels.includes('request-throughput');
  return {
    responseTime: (['p99', 'p95', 'p50'] as const).find((name) => labels.includes(name)) ?? 'mean',
    throughput: responses ? 'response-throughput' : 'request-throughput',
  };
}
