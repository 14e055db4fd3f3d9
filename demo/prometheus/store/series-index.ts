import type { Labels } from './labels.ts';
import { metricNameLabel } from './labels.ts';
import { type Matcher, matchersKey } from './matcher.ts';

/** A series the store has samples of. `id` is its row number and is used again once the series is forgotten. */
export interface Series {
  readonly id: number;
  readonly labels: Labels;
}

type Postings = Map<string, Series[]>;

const cachedSelections = 500;

/**
 * Finds series by label. Postings of a label are made when a query first asks for that label and kept up after that; a
 * whole selection is remembered until a series comes or goes.
 */
export class SeriesIndex {
  readonly #all = new Set<Series>();
  readonly #postings = new Map<string, Postings>();
  readonly #selections = new Map<string, readonly Series[]>();

  get size(): number {
    return this.#all.size;
  }

  all(): Iterable<Series> {
    return this.#all;
  }

  add(series: Series): void {
    this.#all.add(series);
    this.#selections.clear();
    for (const [label, postings] of this.#postings) post(postings, label, series);
  }

  remove(gone: ReadonlySet<Series>): void {
    for (const series of gone) this.#all.delete(series);
    this.#selections.clear();
    for (const postings of this.#postings.values()) {
      for (const [value, list] of postings) {
        const kept = list.filter((series) => !gone.has(series));
        if (kept.length === 0) postings.delete(value);
        else if (kept.length < list.length) postings.set(value, kept);
      }
    }
  }

  /** Series that all matchers accept, in the order they were first seen. */
  select(matchers: readonly Matcher[]): readonly Series[] {
    const key = matchersKey(matchers);
    const known = this.#selections.get(key);
    if (known) return known;
    const candidates = this.#narrowest(matchers);
    const selected: Series[] = [];
    for (const series of candidates) {
      if (matchers.every((m) => m.matches(series.labels.get(m.label)))) selected.push(series);
    }
    if (this.#selections.size >= cachedSelections) this.#selections.clear();
    this.#selections.set(key, selected);
    return selected;
  }

  /** Distinct values of a label, ascending. */
  values(label: string): string[] {
    const values = new Set<string>();
    for (const series of this.#all) values.add(series.labels.get(label));
    values.delete('');
    return [...values].sort();
  }

  #narrowest(matchers: readonly Matcher[]): Iterable<Series> {
    let best: readonly Series[] | null = null;
    for (const m of matchers) {
      if (m.operator !== '=' || m.value === '') continue;
      const list = this.#postingsOf(m.label).get(m.value) ?? [];
      if (best === null || list.length < best.length) best = list;
    }
    return best ?? this.#byName(matchers) ?? this.#all;
  }

  /** Without an equality, a pattern on the metric name still saves looking at every series. */
  #byName(matchers: readonly Matcher[]): Series[] | null {
    const name = matchers.find((m) => m.label === metricNameLabel && !m.matches(''));
    if (!name) return null;
    const lists = [...this.#postingsOf(metricNameLabel)].filter(([value]) => name.matches(value));
    return lists.flatMap(([, list]) => list);
  }

  #postingsOf(label: string): Postings {
    const known = this.#postings.get(label);
    if (known) return known;
    const postings: Postings = new Map();
    for (const series of this.#all) post(postings, label, series);
    this.#postings.set(label, postings);
    return postings;
  }
}

function post(postings: Postings, label: string, series: Series): void {
  const value = series.labels.get(label);
  if (value === '') return;
  const list = postings.get(value);
  if (list) list.push(series);
  else postings.set(value, [series]);
}
