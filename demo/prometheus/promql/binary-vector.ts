import type { Labels } from '../store/labels.ts';
import { type Binary, comparisonOperators, keepsName } from './ast.ts';
import { matchVectors } from './binary-match.ts';
import { calculate } from './binary-scalar.ts';
import { setOperation } from './binary-set.ts';
import type { Evaluation } from './evaluation.ts';
import { dropNames, newVector, push, type Vector } from './vector.ts';

/** A binary expression with a vector on at least one side. */
export function vectorBinary(
  expr: Binary,
  evaluation: Evaluation,
  leftScalar: boolean,
  rightScalar: boolean,
): Vector {
  if (leftScalar) return withScalar(expr, evaluation.vector(expr.right), evaluation.scalar(expr.left), true);
  const left = evaluation.vector(expr.left);
  if (rightScalar) return withScalar(expr, left, evaluation.scalar(expr.right), false);
  const right = evaluation.vector(expr.right);
  const grouping = evaluation.groupings.get(expr.matching.labels, expr.matching.on);
  switch (expr.operator) {
    case 'and':
    case 'or':
    case 'unless':
      return setOperation(expr.operator, left, right, grouping);
    default:
      return matchVectors(expr, left, right, grouping);
  }
}

/** A vector with a number beside it; a comparison keeps the vector's rows that hold, or says 0 and 1 with `bool`. */
function withScalar(expr: Binary, vector: Vector, scalar: number, scalarLeft: boolean): Vector {
  const values = vector.values.map((value) =>
    scalarLeft ? calculate(expr.operator, scalar, value) : calculate(expr.operator, value, scalar),
  );
  if (!keepsName(expr)) return dropNames({ labels: vector.labels, values });
  if (!comparisonOperators.has(expr.operator)) return { labels: vector.labels, values };
  const kept = newVector();
  for (const [index, holds] of values.entries()) {
    const labels: Labels | undefined = vector.labels[index];
    if (holds === 1 && labels) push(kept, labels, vector.values[index] ?? Number.NaN);
  }
  return kept;
}
