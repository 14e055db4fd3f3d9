import type { Labels } from '../store/labels.ts';
import type { Grouping } from './grouping.ts';
import { newVector, push, type Vector } from './vector.ts';

/** `and`, `or`, `unless`: rows by whether the other side has a row of the same matching labels. */
export function setOperation(
  operator: 'and' | 'or' | 'unless',
  left: Vector,
  right: Vector,
  grouping: Grouping,
): Vector {
  const groupsOf = (vector: Vector): Set<Labels> =>
    new Set(vector.labels.map((labels) => grouping.of(labels)));
  if (operator === 'or') {
    const seen = groupsOf(left);
    const result: Vector = { labels: [...left.labels], values: [...left.values] };
    copyWhere(right, (labels) => !seen.has(grouping.of(labels)), result);
    return result;
  }
  const other = groupsOf(right);
  const result = newVector();
  copyWhere(left, (labels) => other.has(grouping.of(labels)) === (operator === 'and'), result);
  return result;
}

function copyWhere(from: Vector, wanted: (labels: Labels) => boolean, into: Vector): void {
  for (const [index, labels] of from.labels.entries()) {
    if (wanted(labels)) push(into, labels, from.values[index] ?? Number.NaN);
  }
}
