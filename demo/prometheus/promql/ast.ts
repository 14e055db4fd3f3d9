import type { Matcher } from '../store/matcher.ts';

export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | 'atan2'
  | '=='
  | '!='
  | '<'
  | '>'
  | '<='
  | '>='
  | 'and'
  | 'or'
  | 'unless';

export type AggregateOperator =
  | 'sum'
  | 'avg'
  | 'min'
  | 'max'
  | 'count'
  | 'group'
  | 'stddev'
  | 'stdvar'
  | 'topk'
  | 'bottomk'
  | 'quantile'
  | 'count_values';

/** The time that `@` fixes: milliseconds, or an end of the query's own range. */
export type AtModifier = number | 'start' | 'end' | null;

interface Placed {
  /** Offset of the first character in the query. */
  readonly pos: number;
}

export interface NumberLiteral extends Placed {
  readonly kind: 'number';
  readonly value: number;
}

export interface StringLiteral extends Placed {
  readonly kind: 'string';
  readonly value: string;
}

export interface VectorSelector extends Placed {
  readonly kind: 'vector';
  readonly matchers: readonly Matcher[];
  readonly offsetMs: number;
  readonly at: AtModifier;
}

export interface MatrixSelector extends Placed {
  readonly kind: 'matrix';
  readonly selector: VectorSelector;
  readonly rangeMs: number;
}

export interface Subquery extends Placed {
  readonly kind: 'subquery';
  readonly inner: Expr;
  readonly rangeMs: number;
  /** Null: the default evaluation interval. */
  readonly stepMs: number | null;
  readonly offsetMs: number;
  readonly at: AtModifier;
}

export interface Call extends Placed {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expr[];
}

export interface Aggregate extends Placed {
  readonly kind: 'aggregate';
  readonly operator: AggregateOperator;
  readonly without: boolean;
  readonly grouping: readonly string[];
  readonly parameter: Expr | null;
  readonly inner: Expr;
}

export interface VectorMatching {
  readonly on: boolean;
  readonly labels: readonly string[];
  readonly cardinality: 'one-to-one' | 'many-to-one' | 'one-to-many';
  readonly include: readonly string[];
}

export interface Binary extends Placed {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly operatorPos: number;
  readonly left: Expr;
  readonly right: Expr;
  readonly bool: boolean;
  readonly matching: VectorMatching;
}

export interface Unary extends Placed {
  readonly kind: 'unary';
  readonly inner: Expr;
}

/** A parenthesis is kept: modifiers may not reach through it. */
export interface Paren extends Placed {
  readonly kind: 'paren';
  readonly inner: Expr;
}

export type Expr =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Call
  | Aggregate
  | Binary
  | Unary
  | Paren;

export const comparisonOperators: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=']);
/** Whether a binary expression's rows keep the metric name: filters do, and `atan2`, which Prometheus 2.42 forgets to rename. */
export const keepsName = (expr: Binary): boolean =>
  (comparisonOperators.has(expr.operator) && !expr.bool) || expr.operator === 'atan2';
export const setOperators: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

/** The expression inside any number of parentheses. */
export function unwrap(expr: Expr): Exclude<Expr, Paren> {
  return expr.kind === 'paren' ? unwrap(expr.inner) : expr;
}
