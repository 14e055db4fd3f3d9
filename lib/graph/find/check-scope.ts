import type { Expression } from './expression.ts';
import { aboutOf } from './operand.ts';
import type { FindError } from './token.ts';

/** Which elements an expression can be true of. */
interface Scope {
  readonly node: boolean;
  readonly edge: boolean;
}

/**
 * What is wrong where conditions on nodes and on edges are joined by AND: no element is both, so nothing could match.
 * Under NOT an OR is such a join, for all its parts have to be false. Null where all is well.
 */
export function checkScope(expression: Expression): Omit<FindError, 'found'> | null {
  const result = scopeOf(expression, false);
  return 'message' in result ? result : null;
}

function scopeOf(expression: Expression, negated: boolean): Scope | Omit<FindError, 'found'> {
  switch (expression.kind) {
    case 'not':
      return scopeOf(expression.part, !negated);
    case 'flag':
    case 'compare':
      return leafScope(expression);
    case 'and':
    case 'or':
      return joined(expression, negated);
  }
}

function leafScope(leaf: Extract<Expression, { kind: 'flag' | 'compare' }>): Scope {
  if (leaf.subject.end !== null) return { node: false, edge: true };
  if (leaf.kind === 'flag') return aboutOf(leaf.subject.operand, 'flag');
  return aboutOf(leaf.subject.operand, leaf.value.kind);
}

function joined(
  expression: Extract<Expression, { kind: 'and' | 'or' }>,
  negated: boolean,
): Scope | Omit<FindError, 'found'> {
  const all = (expression.kind === 'and') !== negated;
  let scope: Scope = { node: all, edge: all };
  for (const part of expression.parts) {
    const own = scopeOf(part, negated);
    if ('message' in own) return own;
    const { node, edge } = scope;
    scope = all
      ? { node: node && own.node, edge: edge && own.edge }
      : { node: node || own.node, edge: edge || own.edge };
    if (!scope.node && !scope.edge) return mixed(part, own);
  }
  return scope;
}

function mixed(part: Expression, { node }: Scope): Omit<FindError, 'found'> {
  const [own, others] = node ? ['nodes', 'edges'] : ['edges', 'nodes'];
  return {
    ...part.span,
    message: `This is about ${own} and what is joined with it about ${others}: nothing is both. Write OR, or ask for an end of the edge: source.app, target.namespace.`,
    expected: `a condition on ${others}`,
    didYouMean: null,
  };
}
