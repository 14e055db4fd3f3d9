import { Labels, metricNameLabel } from '../store/labels.ts';

/** What a grouping clause makes of labels: the same object for all labels of one group. */
export interface Grouping {
  of(labels: Labels): Labels;
}

const shapesKept = 100;
const groupsKept = 200_000;

/**
 * Groupings by clause. The group of a series is worked out once and remembered as long as its labels live, which is what
 * makes a mesh-wide `sum by (17 labels)` cheap on every refresh after the first.
 */
export class Groupings {
  readonly #known = new Map<string, CachedGrouping>();

  /** `by`/`on` (keep) or `without`/`ignoring` (drop; the metric name goes too). */
  get(names: readonly string[], keep: boolean): Grouping {
    const sorted = [...new Set(names)].sort();
    const key = `${keep ? 'by' : 'without'} ${sorted.join(',')}`;
    let grouping = this.#known.get(key);
    if (!grouping || grouping.size > groupsKept) {
      if (this.#known.size >= shapesKept) this.#known.clear();
      grouping = new CachedGrouping(sorted, keep);
      this.#known.set(key, grouping);
    }
    return grouping;
  }
}

class CachedGrouping implements Grouping {
  readonly #names: readonly string[];
  readonly #keep: boolean;
  readonly #byLabels = new WeakMap<Labels, Labels>();
  readonly #byKey = new Map<string, Labels>();

  constructor(names: readonly string[], keep: boolean) {
    this.#names = names;
    this.#keep = keep;
  }

  get size(): number {
    return this.#byKey.size;
  }

  of(labels: Labels): Labels {
    const known = this.#byLabels.get(labels);
    if (known) return known;
    const group = this.#keep ? this.#kept(labels) : labels.pick(this.#names, false).withoutName();
    const key = group.key();
    const canonical = this.#byKey.get(key) ?? group;
    this.#byKey.set(key, canonical);
    this.#byLabels.set(labels, canonical);
    return canonical;
  }

  #kept(labels: Labels): Labels {
    const names: string[] = [];
    const values: string[] = [];
    for (const name of this.#names) {
      const value = name === metricNameLabel ? '' : labels.get(name);
      if (value === '') continue;
      names.push(name);
      values.push(value);
    }
    return new Labels(this.#names.includes(metricNameLabel) ? labels.name : '', names, values);
  }
}
