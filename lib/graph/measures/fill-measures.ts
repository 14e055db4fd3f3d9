import type { EdgeId } from '#lib/core/ids.ts';
import { type Bucket, bucketQuantile, upperBoundOf } from '#lib/prom/bucket-quantile.ts';
import { percentiles } from '#lib/prom/queries/percentiles.ts';
import type { VectorRow } from '#lib/prom/series.ts';
import type { EdgeMeasure } from '#lib/url/edge-measures.ts';
import type { Reporter } from '../model.ts';
import type { MeasurePlan, PlannedQuery } from './plan-measures.ts';
import type { GroupsOf, RowGroup } from './row-groups.ts';

/** What was measured of an edge, as each reporter told it; a measure that is not there is no data, never 0. */
export interface EdgeMeasures {
  readonly id: EdgeId;
  readonly reports: readonly {
    readonly reporter: Reporter;
    readonly values: Readonly<Partial<Record<EdgeMeasure, number>>>;
  }[];
}

export interface MeasureAnswers {
  readonly of: readonly EdgeMeasure[];
  readonly plan: Pick<MeasurePlan, 'summed'>;
  readonly groupsOf: GroupsOf;
  /** Rows of the queries that were answered. */
  readonly answers: readonly (Pick<PlannedQuery, 'measure'> & { readonly rows: readonly VectorRow[] })[];
}

interface Filling extends RowGroup {
  readonly values: Partial<Record<EdgeMeasure, number>>;
  readonly buckets: Bucket[];
  /** Percentiles of which several rows came: which of them is meant cannot be told. */
  readonly unclear: Set<EdgeMeasure>;
}

/** Rows as values of edges, in the order of their ids. Bytes add up, percentiles are of the sum of their histograms. */
export function fillMeasures({ of, plan, groupsOf, answers }: MeasureAnswers): EdgeMeasures[] {
  const fillings = new Map<string, Filling>();
  for (const { measure, rows } of answers) {
    for (const { labels, value } of rows) {
      if (value === null) continue;
      for (const group of groupsOf(labels)) {
        const isSum = plan.summed(group.key);
        if (measure === 'buckets') {
          if (isSum) addBucket(fillingOf(fillings, group), labels.le ?? '', value);
        } else if (measure.endsWith('-throughput')) addBytes(fillingOf(fillings, group), measure, value);
        else if (!isSum) setPercentile(fillingOf(fillings, group), measure, value);
      }
    }
  }
  const asked = percentiles.filter((p) => of.includes(`p${p}`));
  for (const filling of fillings.values()) finish(filling, asked);
  return inOrder(fillings.values());
}

function fillingOf(fillings: Map<string, Filling>, group: RowGroup): Filling {
  const known = fillings.get(group.key);
  if (known !== undefined) return known;
  const made = { ...group, values: {}, buckets: [], unclear: new Set<EdgeMeasure>() };
  fillings.set(group.key, made);
  return made;
}

function addBucket({ buckets }: Filling, le: string, count: number): void {
  const upperBound = upperBoundOf(le);
  if (upperBound !== null) buckets.push({ upperBound, count });
}

function addBytes({ values }: Filling, measure: EdgeMeasure, value: number): void {
  values[measure] = (values[measure] ?? 0) + value;
}

function setPercentile({ values, unclear }: Filling, measure: EdgeMeasure, value: number): void {
  if (values[measure] !== undefined) unclear.add(measure);
  values[measure] = value;
}

function finish({ values, buckets, unclear }: Filling, asked: readonly (typeof percentiles)[number][]): void {
  for (const measure of unclear) delete values[measure];
  if (buckets.length === 0) return;
  for (const p of asked) {
    const value = bucketQuantile(p / 100, buckets);
    if (value !== null) values[`p${p}`] = value;
  }
}

function inOrder(fillings: Iterable<Filling>): EdgeMeasures[] {
  const told = [...fillings].filter(({ values }) => Object.keys(values).length > 0);
  return [...Map.groupBy(told, ({ edge }) => edge)]
    .map(([id, reports]) => ({
      id,
      reports: reports
        .map(({ reporter, values }) => ({ reporter, values }))
        .sort((a, b) => (a.reporter < b.reporter ? -1 : 1)),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
