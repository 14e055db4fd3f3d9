import type { Expr } from './ast.ts';

const dependsOnTime = new Set([
  'days_in_month',
  'day_of_month',
  'day_of_week',
  'day_of_year',
  'hour',
  'minute',
  'month',
  'year',
  'predict_linear',
  'time',
  'timestamp',
]);

const known = new WeakMap<Expr, boolean>();

/** Whether an expression has the same value at every step: all its selectors carry `@`. */
export function isInvariant(expr: Expr): boolean {
  let result = known.get(expr);
  if (result === undefined) {
    result = judge(expr);
    known.set(expr, result);
  }
  return result;
}

function judge(expr: Expr): boolean {
  switch (expr.kind) {
    case 'number':
    case 'string':
      return true;
    case 'vector':
    case 'subquery':
      return expr.at !== null;
    case 'matrix':
      return expr.selector.at !== null;
    case 'paren':
    case 'unary':
      return isInvariant(expr.inner);
    case 'binary':
      return isInvariant(expr.left) && isInvariant(expr.right);
    case 'aggregate':
      return isInvariant(expr.inner) && (expr.parameter === null || isInvariant(expr.parameter));
    case 'call':
      return !dependsOnTime.has(expr.name) && expr.args.every(isInvariant);
  }
}
