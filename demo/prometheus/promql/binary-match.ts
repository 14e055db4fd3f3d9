import { type Labels, metricNameLabel } from '../store/labels.ts';
import { type Binary, comparisonOperators, keepsName } from './ast.ts';
import { calculate } from './binary-scalar.ts';
import { ExecutionError } from './errors.ts';
import type { Grouping } from './grouping.ts';
import { newVector, push, refuseDuplicates, type Vector } from './vector.ts';

/** Arithmetic and comparison of two vectors, row matched with row. */
export function matchVectors(expr: Binary, left: Vector, right: Vector, grouping: Grouping): Vector {
  // As Prometheus does: with nothing on one side, duplicates on the other go unnoticed.
  if (left.labels.length === 0 || right.labels.length === 0) return newVector();
  const swapped = expr.matching.cardinality === 'one-to-many';
  const many = swapped ? right : left;
  const one = indexOneSide(swapped ? left : right, grouping, swapped ? 'left' : 'right');
  const result = newVector();
  const matched = new Set<string | Labels>();
  for (const [index, labels] of many.labels.entries()) {
    const group = grouping.of(labels);
    const partner = one.get(group);
    if (!partner) continue;
    const value = many.values[index] ?? Number.NaN;
    const [a, b] = swapped ? [partner.value, value] : [value, partner.value];
    const outcome = calculate(expr.operator, a, b);
    const filters = comparisonOperators.has(expr.operator) && !expr.bool;
    if (filters && outcome === 0) continue;
    const metric = resultLabels(expr, labels, partner.labels, group);
    refuseSecond(expr, matched, group, metric);
    push(result, metric, filters ? a : outcome);
  }
  if (expr.matching.cardinality === 'one-to-one' && !expr.matching.on) refuseMixture(result);
  return result;
}

interface OneSide {
  readonly labels: Labels;
  readonly value: number;
}

function indexOneSide(vector: Vector, grouping: Grouping, side: 'left' | 'right'): Map<Labels, OneSide> {
  const bySignature = new Map<Labels, OneSide>();
  for (const [index, labels] of vector.labels.entries()) {
    const group = grouping.of(labels);
    const other = bySignature.get(group);
    if (other) {
      throw new ExecutionError(
        `found duplicate series for the match group ${group.toString()} on the ${side} hand-side of the operation: ` +
          `[${labels.toString()}, ${other.labels.toString()}];many-to-many matching not allowed: matching labels must be unique on one side`,
      );
    }
    bySignature.set(group, { labels, value: vector.values[index] ?? Number.NaN });
  }
  return bySignature;
}

function refuseSecond(expr: Binary, matched: Set<string | Labels>, group: Labels, metric: Labels): void {
  const oneToOne = expr.matching.cardinality === 'one-to-one';
  const key = oneToOne ? group : metric.key();
  if (matched.has(key)) {
    throw new ExecutionError(
      oneToOne
        ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
        : 'multiple matches for labels: grouping labels must ensure unique matches',
    );
  }
  matched.add(key);
}

function resultLabels(expr: Binary, many: Labels, one: Labels, group: Labels): Labels {
  const { matching } = expr;
  const named = keepsName(expr);
  if (matching.cardinality === 'one-to-one') {
    if (matching.on) return named ? group : group.withoutName();
    if (!named) return group;
    return matching.labels.length === 0 ? many : many.pick(matching.labels, false);
  }
  const base = named ? many : many.withoutName();
  if (matching.include.length === 0) return base;
  return base.with(new Map(matching.include.map((label) => [label, one.get(label)])));
}

/** A filter keeps metric names, so ignoring labels may leave two rows alike. */
function refuseMixture(vector: Vector): void {
  if (vector.labels.some((labels) => labels.get(metricNameLabel) !== '')) refuseDuplicates(vector);
}
