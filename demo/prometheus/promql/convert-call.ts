import type { Aggregate, AggregateOperator, Call, Expr } from './ast.ts';
import { ExecutionError, ParseError } from './errors.ts';
import { groupingLabels } from './grouping-labels.ts';
import { childrenOf, type Node, type Source, textOf } from './syntax.ts';

type Convert = (node: Node, source: Source) => Expr;

const withParameter = new Set<string>(['topk', 'bottomk', 'quantile', 'count_values']);
const operators = new Set<string>([
  'sum',
  'avg',
  'min',
  'max',
  'count',
  'group',
  'stddev',
  'stdvar',
  ...withParameter,
]);

const isAggregate = (name: string): name is AggregateOperator => operators.has(name);

/** `name(args)` */
export function convertCall(node: Node, source: Source, convert: Convert): Call {
  const [identifier, body] = childrenOf(node);
  const name = identifier ? textOf(identifier, source) : '';
  const args = body ? childrenOf(body).map((child) => convert(child, source)) : [];
  return { kind: 'call', pos: node.from, name, args };
}

/** `sum by (a) (x)` or `topk(3, x) without (b)` */
export function convertAggregate(node: Node, source: Source, convert: Convert): Aggregate {
  const children = childrenOf(node);
  const operator = children[0] ? textOf(children[0], source).toLowerCase() : '';
  if (!isAggregate(operator)) throw new ExecutionError(`${operator} is not supported by this query API`);
  const body = children.find((child) => child.name === 'FunctionCallBody');
  const args = body ? childrenOf(body).map((child) => convert(child, source)) : [];
  const wanted = withParameter.has(operator) ? 2 : 1;
  const inner = args[wanted - 1];
  if (args.length !== wanted || !inner) {
    throw new ParseError(
      node.from,
      `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
    );
  }
  const modifier = children.find((child) => child.name === 'AggregateModifier');
  const list = modifier && childrenOf(modifier).find((child) => child.name === 'GroupingLabels');
  return {
    kind: 'aggregate',
    pos: node.from,
    operator,
    without: modifier?.firstChild?.name === 'Without',
    grouping: list ? groupingLabels(list, source) : [],
    parameter: wanted === 2 ? (args[0] ?? null) : null,
    inner,
  };
}
