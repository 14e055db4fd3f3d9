import type { SampleStore } from '../sample-store.ts';
import type { Series } from '../store/series-index.ts';
import type { AtModifier, Expr, VectorSelector } from './ast.ts';
import { ExecutionError, QueryTimeout } from './errors.ts';
import type { Groupings } from './grouping.ts';
import type { Vector } from './vector.ts';

export interface RunOptions {
  readonly store: SampleStore;
  readonly groupings: Groupings;
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly lookbackMs: number;
  readonly subqueryStepMs: number;
  readonly maxSamples: number;
  /** Whether the time allowed is over. */
  readonly expired: () => boolean;
}

/** What one evaluation of a query shares over its steps: selections, invariant values and the count of its work. */
export class QueryRun {
  readonly options: RunOptions;
  /** Samples read, as `stats=all` counts them. */
  totalSamples = 0;
  /** Most samples held at once; an estimate (results so far and the widest window). */
  peakSamples = 0;
  /** Samples of the result kept so far. */
  resultSamples = 0;
  readonly invariants = new Map<Expr, { readonly value: number | Vector; readonly samples: number }>();
  readonly subqueries = new Map<Expr, Map<number, Vector>>();
  readonly #selections = new Map<VectorSelector, readonly Series[]>();

  constructor(options: RunOptions) {
    this.options = options;
  }

  select(selector: VectorSelector): readonly Series[] {
    const known = this.#selections.get(selector);
    if (known) return known;
    const selected = this.options.store.select(selector.matchers);
    this.#selections.set(selector, selected);
    return selected;
  }

  /** The time a selector looks at when evaluated at `ts`. */
  referenceTime(at: AtModifier, offsetMs: number, ts: number): number {
    const fixed = at === 'start' ? this.options.startMs : at === 'end' ? this.options.endMs : at;
    return (fixed ?? ts) - offsetMs;
  }

  count(samples: number): void {
    this.totalSamples += samples;
  }

  /** Notes that so many samples are held beside the result; too many at once are refused, as Prometheus does. */
  hold(samples: number): void {
    const held = samples + this.resultSamples;
    if (held > this.peakSamples) this.peakSamples = held;
    if (held > this.options.maxSamples) {
      throw new ExecutionError('query processing would load too many samples into memory in query execution');
    }
  }

  checkTime(): void {
    if (this.options.expired()) throw new QueryTimeout('query timed out in expression evaluation');
  }
}
