import { parser } from '@prometheus-io/lezer-promql';
import type { Expr } from './ast.ts';
import { convert } from './convert.ts';
import { ExecutionError, ParseError } from './errors.ts';
import { stringValue } from './literals.ts';
import { type Node, type Source, textOf } from './syntax.ts';
import { checkTypes } from './type-check.ts';

/** Functions of Prometheus, or of its newer releases, that this evaluator leaves out. */
const notHere =
  /\b(holt_winters|double_exponential_smoothing|histogram_(?:count|sum|avg|fraction|stddev|stdvar)|info|mad_over_time|sort_by_label(?:_desc)?|limitk|limit_ratio|first_over_time|ts_of_\w+)\s*\(/;

/**
 * Parses and type-checks a query. Throws ParseError (not PromQL) or ExecutionError (PromQL that is not answered here,
 * named).
 */
export function parsePromql(query: string): Expr {
  const source: Source = { text: query };
  const top = parser.parse(query).topNode;
  const refused = notHere.exec(withoutStrings(query));
  if (refused) throw new ExecutionError(`${refused[1]} is not supported by this query API`);
  refuseErrors(top, source);
  const child = top.firstChild;
  if (!child) throw new ParseError(0, 'no expression found in input');
  const expr = convert(child, source);
  checkTypes(expr);
  return expr;
}

const withoutStrings = (query: string): string =>
  query.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, (text) => ' '.repeat(text.length));

function refuseErrors(top: Node, source: Source): void {
  const cursor = top.cursor();
  do {
    if (cursor.name === 'StringLiteral') stringValue(textOf(cursor.node, source), cursor.from);
    if (!cursor.type.isError) continue;
    const rest = source.text.slice(cursor.from).trimStart();
    const found = textOf(cursor.node, source).trim() || (/^(?:\w+|\S)/.exec(rest)?.[0] ?? '');
    const unknown = /([A-Za-z_]\w*)\s*$/.exec(source.text.slice(0, cursor.from))?.[1];
    if (rest.startsWith('(') && unknown) {
      throw new ParseError(cursor.from - unknown.length, `unknown function with name "${unknown}"`);
    }
    throw new ParseError(cursor.from, unexpected(found, source));
  } while (cursor.next());
}

function unexpected(found: string, source: Source): string {
  if (source.text.trim() === '') return 'no expression found in input';
  if (found !== '')
    return `unexpected ${/^[A-Za-z_]/.test(found) ? 'identifier ' : ''}${JSON.stringify(found)}`;
  const text = withoutStrings(source.text);
  if (text.lastIndexOf('{') > text.lastIndexOf('}')) return 'unexpected end of input inside braces';
  const open = text.split('(').length > text.split(')').length;
  return open ? 'unclosed left parenthesis' : 'unexpected end of input';
}
