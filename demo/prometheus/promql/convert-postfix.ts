import type { AtModifier, Expr, MatrixSelector, Subquery, VectorSelector } from './ast.ts';
import { ExecutionError, ParseError } from './errors.ts';
import { durationMs, numberValue } from './literals.ts';
import { childrenOf, type Node, type Source, textOf } from './syntax.ts';

/** Applies `[5m]`, `[1h:1m]`, `offset 5m` or `@ 123` to the operand just before it. */
export function applyPostfix(expr: Expr, node: Node, source: Source): Expr {
  const rest = childrenOf(node).slice(1);
  switch (node.name) {
    case 'MatrixSelector':
      return matrix(expr, node, durationOf(rest[0], source));
    case 'SubqueryExpr':
      return subquery(expr, node, rest, source);
    case 'OffsetExpr':
      return withOffset(expr, node, offsetOf(rest[rest.length - 1], source));
    case 'StepInvariantExpr':
      return withAt(expr, node, atOf(rest, source));
    default:
      throw new ExecutionError(`${node.name} is not supported by this query API`);
  }
}

function matrix(expr: Expr, node: Node, rangeMs: number): MatrixSelector {
  if (expr.kind !== 'vector') throw new ParseError(node.from, 'ranges only allowed for vector selectors');
  if (expr.offsetMs !== 0) throw new ParseError(node.from, 'no offset modifiers allowed before range');
  if (expr.at !== null) throw new ParseError(node.from, 'no @ modifiers allowed before range');
  if (rangeMs <= 0) throw new ParseError(node.from, 'duration must be greater than 0');
  return { kind: 'matrix', pos: expr.pos, selector: expr, rangeMs };
}

function subquery(expr: Expr, node: Node, rest: readonly Node[], source: Source): Subquery {
  const rangeMs = durationOf(rest[0], source);
  const stepMs = rest[1] ? durationOf(rest[1], source) : null;
  if (rangeMs <= 0 || stepMs === 0) throw new ParseError(node.from, 'duration must be greater than 0');
  return { kind: 'subquery', pos: expr.pos, inner: expr, rangeMs, stepMs, offsetMs: 0, at: null };
}

function withOffset(expr: Expr, node: Node, offsetMs: number): VectorSelector | MatrixSelector | Subquery {
  const target = expr.kind === 'matrix' ? expr.selector : expr;
  if (target.kind !== 'vector' && target.kind !== 'subquery') {
    throw new ParseError(
      node.from,
      'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
    );
  }
  if (target.offsetMs !== 0) throw new ParseError(node.from, 'offset may not be set multiple times');
  if (target.kind === 'subquery') return { ...target, offsetMs };
  return expr.kind === 'matrix' ? { ...expr, selector: { ...target, offsetMs } } : { ...target, offsetMs };
}

function withAt(expr: Expr, node: Node, at: AtModifier): VectorSelector | MatrixSelector | Subquery {
  const target = expr.kind === 'matrix' ? expr.selector : expr;
  if (target.kind !== 'vector' && target.kind !== 'subquery') {
    throw new ParseError(
      node.from,
      '@ modifier must be preceded by an instant vector selector or range vector selector or a subquery',
    );
  }
  if (target.at !== null) throw new ParseError(node.from, '@ <timestamp> may not be set multiple times');
  if (target.kind === 'subquery') return { ...target, at };
  return expr.kind === 'matrix' ? { ...expr, selector: { ...target, at } } : { ...target, at };
}

function durationOf(node: Node | undefined, source: Source): number {
  const text = node ? textOf(node, source).trim() : '';
  const ms = durationMs(text);
  if (ms === null)
    throw new ParseError(node?.from ?? 0, `not a valid duration string: ${JSON.stringify(text)}`);
  return ms;
}

function offsetOf(node: Node | undefined, source: Source): number {
  const text = node ? textOf(node, source).trim() : '';
  const sign = /^[+-]/.exec(text)?.[0];
  const ms = durationMs((sign ? text.slice(1) : text).trim());
  if (ms === null)
    throw new ParseError(node?.from ?? 0, `not a valid duration string: ${JSON.stringify(text)}`);
  return sign === '-' ? -ms : ms;
}

function atOf(rest: readonly Node[], source: Source): AtModifier {
  const node = rest[rest.length - 1];
  if (!node) return null;
  if (node.name === 'AtModifierPreprocessors') {
    return textOf(node, source).toLowerCase().startsWith('start') ? 'start' : 'end';
  }
  const text = textOf(node, source);
  const sign = /^[+-]/.test(text);
  const seconds = numberValue((sign ? text.slice(1) : text).trim(), node.from);
  if (!Number.isFinite(seconds))
    throw new ParseError(node.from, `timestamp out of bounds for @ modifier: ${text}`);
  return Math.round((text.startsWith('-') ? -seconds : seconds) * 1000);
}
