import type { Binary, BinaryOperator, Expr, VectorMatching } from './ast.ts';
import { setOperators } from './ast.ts';
import { ExecutionError, ParseError } from './errors.ts';
import { groupingLabels } from './grouping-labels.ts';
import { childrenOf, type Node, type Source, textOf } from './syntax.ts';

/** A binary operator with its modifiers. */
export interface Operator {
  readonly name: BinaryOperator;
  readonly bool: boolean;
  readonly matching: VectorMatching;
  readonly pos: number;
}

const precedences: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '>': 3,
  '<=': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
};

export const precedenceOf = (name: BinaryOperator): number => precedences[name];
export const isRightAssociative = (name: BinaryOperator): boolean => name === '^';
/** A sign binds more loosely than `^` and more tightly than `*`. */
export const unaryPrecedence = precedences['^'];

const isOperator = (text: string): text is BinaryOperator => text in precedences;

const oneToOne: VectorMatching = { on: false, labels: [], cardinality: 'one-to-one', include: [] };

/** Reads the nodes between the operands: operator, `bool`, `on (…) group_left (…)`. */
export function operatorOf(nodes: readonly Node[], source: Source): Operator {
  const [first, ...modifiers] = nodes;
  const name = first ? textOf(first, source).toLowerCase() : '';
  if (!first || !isOperator(name)) {
    throw new ExecutionError(`the operator ${JSON.stringify(name)} is not supported by this query API`);
  }
  let bool = false;
  let matching = oneToOne;
  for (const node of modifiers) {
    if (node.name === 'BoolModifier') bool = true;
    else if (node.name === 'MatchingModifierClause') matching = matchingOf(node, source);
    else throw new ExecutionError(`the modifier ${textOf(node, source)} is not supported by this query API`);
  }
  return { name, bool, matching, pos: first.from };
}

function matchingOf(node: Node, source: Source): VectorMatching {
  const children = childrenOf(node);
  const lists = children.filter((child) => child.name === 'GroupingLabels');
  const group = children.find((child) => child.name === 'GroupLeft' || child.name === 'GroupRight');
  const labels = lists[0] ? groupingLabels(lists[0], source) : [];
  const include = lists[1] ? groupingLabels(lists[1], source) : [];
  const on = children[0]?.name === 'On';
  const both = on ? labels.find((label) => include.includes(label)) : undefined;
  if (both !== undefined) {
    throw new ParseError(node.from, `label "${both}" must not occur in ON and GROUP clause at once`);
  }
  const cardinality = !group ? 'one-to-one' : group.name === 'GroupLeft' ? 'many-to-one' : 'one-to-many';
  return { on, labels, cardinality, include };
}

/** A binary expression. Throws ParseError where a set operator groups. */
export function binaryExpr(left: Expr, operator: Operator, right: Expr): Binary {
  if (setOperators.has(operator.name) && operator.matching.cardinality !== 'one-to-one') {
    throw new ParseError(operator.pos, `no grouping allowed for "${operator.name}" operation`);
  }
  const { name, bool, matching, pos: operatorPos } = operator;
  return { kind: 'binary', pos: left.pos, operator: name, operatorPos, left, right, bool, matching };
}
