import type { Aggregate, Binary, Call, Expr, ValueType } from './ast.ts';
import { comparisonOperators, setOperators } from './ast.ts';
import { ParseError } from './errors.ts';
import { signatures } from './signatures.ts';

const documented: Readonly<Record<ValueType, string>> = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
};

/** The type of an expression, after checking all inside it; throws ParseError as Prometheus would refuse it. */
export function checkTypes(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'vector':
      return 'vector';
    case 'matrix':
      return 'matrix';
    case 'paren':
      return checkTypes(expr.inner);
    case 'subquery':
      expect(expr.inner, 'vector', 'subquery');
      return 'matrix';
    case 'unary':
      return checkUnary(expr.inner, expr.pos);
    case 'call':
      return checkCall(expr);
    case 'aggregate':
      return checkAggregate(expr);
    case 'binary':
      return checkBinary(expr);
  }
}

function expect(expr: Expr, wanted: ValueType, context: string): void {
  const found = checkTypes(expr);
  if (found === wanted) return;
  throw new ParseError(
    expr.pos,
    `expected type ${documented[wanted]} in ${context}, got ${documented[found]}`,
  );
}

function checkUnary(inner: Expr, pos: number): ValueType {
  const type = checkTypes(inner);
  if (type === 'scalar' || type === 'vector') return type;
  throw new ParseError(
    pos,
    `unary expression only allowed on expressions of type scalar or instant vector, got "${documented[type]}"`,
  );
}

function checkCall(call: Call): ValueType {
  const signature = signatures.get(call.name);
  if (!signature) throw new ParseError(call.pos, `unknown function with name "${call.name}"`);
  const most = signature.repeat ? Number.POSITIVE_INFINITY : signature.args.length;
  const least = signature.args.length - signature.optional;
  if (call.args.length < least || call.args.length > most) {
    const bound = least === most ? '' : call.args.length < least ? 'at least ' : 'at most ';
    const count = call.args.length < least ? least : most;
    throw new ParseError(
      call.pos,
      `expected ${bound}${count} argument(s) in call to "${call.name}", got ${call.args.length}`,
    );
  }
  for (const [index, arg] of call.args.entries()) {
    const wanted = signature.args[Math.min(index, signature.args.length - 1)];
    if (wanted) expect(arg, wanted, `call to function "${call.name}"`);
  }
  return signature.result;
}

function checkAggregate(expr: Aggregate): ValueType {
  expect(expr.inner, 'vector', 'aggregation expression');
  if (expr.parameter) {
    expect(expr.parameter, expr.operator === 'count_values' ? 'string' : 'scalar', 'aggregation parameter');
  }
  return 'vector';
}

function checkBinary(expr: Binary): ValueType {
  const left = checkTypes(expr.left);
  const right = checkTypes(expr.right);
  const comparison = comparisonOperators.has(expr.operator);
  if (expr.bool && !comparison) {
    throw new ParseError(expr.operatorPos, 'bool modifier can only be used on comparison operators');
  }
  for (const [side, type] of [
    [expr.left, left],
    [expr.right, right],
  ] as const) {
    if (type === 'scalar' || type === 'vector') continue;
    throw new ParseError(side.pos, 'binary expression must contain only scalar and instant vector types');
  }
  if (left === 'vector' && right === 'vector') return 'vector';
  if (expr.matching.labels.length > 0 || expr.matching.cardinality !== 'one-to-one') {
    throw new ParseError(expr.pos, 'vector matching only allowed between instant vectors');
  }
  if (setOperators.has(expr.operator)) {
    throw new ParseError(expr.pos, `set operator "${expr.operator}" not allowed in binary scalar expression`);
  }
  if (left === 'vector' || right === 'vector') return 'vector';
  if (comparison && !expr.bool) {
    throw new ParseError(expr.operatorPos, 'comparisons between scalars must use BOOL modifier');
  }
  return 'scalar';
}
