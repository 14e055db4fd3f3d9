import type { Expr, Unary } from './ast.ts';
import { convertAggregate, convertCall } from './convert-call.ts';
import { applyPostfix } from './convert-postfix.ts';
import { convertSelector } from './convert-selector.ts';
import { ExecutionError, ParseError } from './errors.ts';
import { numberValue, stringValue } from './literals.ts';
import {
  binaryExpr,
  isRightAssociative,
  type Operator,
  operatorOf,
  precedenceOf,
  unaryPrecedence,
} from './operators.ts';
import { childrenOf, type Node, type Source, textOf } from './syntax.ts';

/** One piece of an expression read from left to right. */
type Token =
  | { readonly type: 'sign'; readonly negative: boolean; readonly pos: number }
  | { readonly type: 'operand'; readonly expr: Expr }
  | { readonly type: 'postfix'; readonly node: Node }
  | { readonly type: 'operator'; readonly operator: Operator };

const postfixes = new Set(['OffsetExpr', 'StepInvariantExpr', 'MatrixSelector', 'SubqueryExpr']);

/**
 * The typed tree of a grammar node. The grammar hangs `offset`, `@` and ranges on everything to their left and keeps a
 * sign inside a number, so a run of operators is laid flat and put together again by Prometheus's own precedence.
 */
export function convert(node: Node, source: Source): Expr {
  const tokens: Token[] = [];
  flatten(node, source, tokens);
  return new Climber(tokens, source).expression(0);
}

function flatten(node: Node, source: Source, out: Token[]): void {
  const children = childrenOf(node);
  const first = children[0];
  if (node.name === 'BinaryExpr') {
    const last = children[children.length - 1];
    if (!first || !last) throw new ParseError(node.from, 'unexpected end of input');
    flatten(first, source, out);
    out.push({ type: 'operator', operator: operatorOf(children.slice(1, -1), source) });
    flatten(last, source, out);
  } else if (node.name === 'UnaryExpr') {
    const [sign, operand] = children;
    if (!sign || !operand) throw new ParseError(node.from, 'unexpected end of input');
    out.push({ type: 'sign', negative: textOf(sign, source) === '-', pos: node.from });
    flatten(operand, source, out);
  } else if (postfixes.has(node.name) && first) {
    flatten(first, source, out);
    out.push({ type: 'postfix', node });
  } else if (node.name === 'NumberDurationLiteral') {
    flattenNumber(node, source, out);
  } else {
    out.push({ type: 'operand', expr: primary(node, source) });
  }
}

function flattenNumber(node: Node, source: Source, out: Token[]): void {
  const text = textOf(node, source);
  const sign = /^[+-]/.test(text);
  if (sign) out.push({ type: 'sign', negative: text.startsWith('-'), pos: node.from });
  const value = numberValue((sign ? text.slice(1) : text).trim(), node.from);
  out.push({ type: 'operand', expr: { kind: 'number', pos: node.from, value } });
}

function primary(node: Node, source: Source): Expr {
  switch (node.name) {
    case 'StringLiteral':
      return { kind: 'string', pos: node.from, value: stringValue(textOf(node, source), node.from) };
    case 'VectorSelector':
      return convertSelector(node, source);
    case 'FunctionCall':
      return convertCall(node, source, convert);
    case 'AggregateExpr':
      return convertAggregate(node, source, convert);
    case 'ParenExpr': {
      const inner = node.firstChild;
      if (!inner) throw new ParseError(node.from, 'unexpected ")"');
      return { kind: 'paren', pos: node.from, inner: convert(inner, source) };
    }
    default:
      throw new ExecutionError(`${node.name} is not supported by this query API`);
  }
}

/** Precedence climbing over the flat tokens. */
class Climber {
  readonly #tokens: readonly Token[];
  readonly #source: Source;
  #next = 0;

  constructor(tokens: readonly Token[], source: Source) {
    this.#tokens = tokens;
    this.#source = source;
  }

  expression(least: number): Expr {
    let left = this.#operand();
    for (let token = this.#tokens[this.#next]; token?.type === 'operator'; token = this.#tokens[this.#next]) {
      const precedence = precedenceOf(token.operator.name);
      if (precedence < least) break;
      this.#next++;
      const right = this.expression(isRightAssociative(token.operator.name) ? precedence : precedence + 1);
      left = binaryExpr(left, token.operator, right);
    }
    return left;
  }

  #operand(): Expr {
    const token = this.#tokens[this.#next++];
    if (token?.type === 'sign') {
      const inner = this.expression(unaryPrecedence);
      return token.negative ? negate(inner, token.pos) : inner;
    }
    if (token?.type !== 'operand') throw new ParseError(this.#source.text.length, 'unexpected end of input');
    let expr = token.expr;
    for (let next = this.#tokens[this.#next]; next?.type === 'postfix'; next = this.#tokens[this.#next]) {
      this.#next++;
      expr = applyPostfix(expr, next.node, this.#source);
    }
    return expr;
  }
}

function negate(inner: Expr, pos: number): Expr {
  if (inner.kind === 'number') return { kind: 'number', pos, value: -inner.value };
  const unary: Unary = { kind: 'unary', pos, inner };
  return unary;
}
