import type { Seconds } from '#lib/core/units.ts';

export interface Matcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** A selector of series. `range` makes it a range vector; `offset` looks back in time. Both in seconds. */
export interface Selector {
  readonly kind: 'selector';
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  readonly range: Seconds | null;
  readonly offset: Seconds | null;
}

/** A PromQL expression as data. Every text that Weft sends is made from one by `toPromql`. */
export type Expr =
  | Selector
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'call'; readonly fn: string; readonly args: readonly Expr[] }
  | {
      readonly kind: 'aggregate';
      readonly op: 'sum' | 'max' | 'min';
      readonly by: readonly string[];
      readonly arg: Expr;
    }
  | {
      readonly kind: 'binary';
      readonly op: BinaryOp;
      readonly left: Expr;
      readonly right: Expr;
      readonly on: readonly string[] | null;
    };

export type BinaryOp = 'or' | 'and' | 'unless' | '/' | '-' | '>' | '>=';

/** Labels that every selector must carry, for a Prometheus shared by several meshes; none by default. */
export type Scope = readonly { readonly label: string; readonly value: string }[];

/** An expression and the name under which its cost and its failures are shown. */
export interface NamedQuery {
  readonly name: string;
  readonly expr: Expr;
}

export const eq = (label: string, value: string): Matcher => ({ label, op: '=', value });
export const matches = (label: string, regex: string): Matcher => ({ label, op: '=~', value: regex });
export const matchesNot = (label: string, regex: string): Matcher => ({ label, op: '!~', value: regex });

export const select = (metric: string, matchers: readonly Matcher[] = []): Selector => ({
  kind: 'selector',
  metric,
  matchers,
  range: null,
  offset: null,
});

export const over = (selector: Selector, range: Seconds): Selector => ({ ...selector, range });
export const ago = (selector: Selector, offset: Seconds): Selector => ({ ...selector, offset });

export const number = (value: number): Expr => ({ kind: 'number', value });
export const call = (fn: string, ...args: readonly Expr[]): Expr => ({ kind: 'call', fn, args });
export const rate = (selector: Selector, window: Seconds): Expr => call('rate', over(selector, window));

export const sumBy = (by: readonly string[], arg: Expr): Expr => ({ kind: 'aggregate', op: 'sum', by, arg });
export const maxBy = (by: readonly string[], arg: Expr): Expr => ({ kind: 'aggregate', op: 'max', by, arg });

export const binary = (op: BinaryOp, left: Expr, right: Expr, on: readonly string[] | null = null): Expr => ({
  kind: 'binary',
  op,
  left,
  right,
  on,
});

/** `a or b or c`. */
export const anyOf = (first: Expr, ...rest: readonly Expr[]): Expr =>
  rest.reduce((left, right) => binary('or', left, right), first);

/** A label value or regular expression in PromQL's double quotes. */
export function quote(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** Text that a regular expression matches literally (RE2, as Prometheus anchors it). */
export function escapeRegex(text: string): string {
  return text.replaceAll(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`);
}

const isScalarOp = (op: BinaryOp): boolean => ['/', '-', '>', '>='].includes(op);

function selectorText(selector: Selector, scope: Scope): string {
  const matchers = [...scope.map(({ label, value }) => eq(label, value)), ...selector.matchers];
  const inner = matchers.map((m) => `${m.label}${m.op}${quote(m.value)}`).join(',');
  const range = selector.range === null ? '' : `[${duration(selector.range)}]`;
  const offset = selector.offset === null ? '' : ` offset ${duration(selector.offset)}`;
  return `${selector.metric}${inner === '' ? '' : `{${inner}}`}${range}${offset}`;
}

/** Whole milliseconds where needed: Prometheus has no fractions in durations. */
function duration(value: Seconds): string {
  return Number.isInteger(value) ? `${value}s` : `${Math.round(value * 1000)}ms`;
}

/** The text of an expression, with the scope in every selector. Nested binary expressions are always parenthesised. */
export function toPromql(expr: Expr, scope: Scope = []): string {
  const inner = (e: Expr): string => (e.kind === 'binary' ? `(${toPromql(e, scope)})` : toPromql(e, scope));
  switch (expr.kind) {
    case 'selector':
      return selectorText(expr, scope);
    case 'number':
      return String(expr.value);
    case 'call':
      return `${expr.fn}(${expr.args.map((arg) => toPromql(arg, scope)).join(', ')})`;
    case 'aggregate':
      return `${expr.op} by (${expr.by.join(', ')}) (${toPromql(expr.arg, scope)})`;
    case 'binary': {
      const on = expr.on === null ? '' : ` on (${expr.on.join(', ')})`;
      // `a or b or c` reads better flat, and `or` is left-associative.
      const flat = !isScalarOp(expr.op) && expr.left.kind === 'binary' && expr.left.op === expr.op;
      const left = flat && on === '' ? toPromql(expr.left, scope) : inner(expr.left);
      return `${left} ${expr.op}${on} ${inner(expr.right)}`;
    }
  }
}
