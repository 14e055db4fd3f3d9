import { metricNameLabel } from '../store/labels.ts';
import { type Matcher, type MatchOperator, matcher } from '../store/matcher.ts';
import { BadRegexError } from '../store/re2.ts';
import type { VectorSelector } from './ast.ts';
import { ExecutionError, ParseError } from './errors.ts';
import { stringValue } from './literals.ts';
import { childrenOf, type Node, type Source, textOf } from './syntax.ts';

const isMatchOperator = (text: string): text is MatchOperator => /^(?:=|!=|=~|!~)$/.test(text);

/** `name{label="value"}` */
export function convertSelector(node: Node, source: Source): VectorSelector {
  const matchers: Matcher[] = [];
  for (const child of childrenOf(node)) {
    if (child.name === 'LabelMatchers') {
      for (const part of childrenOf(child)) matchers.push(matcherOf(part, source));
    }
  }
  const name = childrenOf(node).find((child) => child.name === 'Identifier');
  if (name) {
    const earlier = matchers.find((m) => m.label === metricNameLabel);
    if (earlier)
      throw new ParseError(
        node.from,
        `metric name must not be set twice: "${textOf(name, source)}" or "${earlier.value}"`,
      );
    matchers.push(matcher(metricNameLabel, '=', textOf(name, source)));
  }
  if (matchers.every((m) => m.matches(''))) {
    throw new ParseError(node.from, 'vector selector must contain at least one non-empty matcher');
  }
  return { kind: 'vector', pos: node.from, matchers, offsetMs: 0, at: null };
}

function matcherOf(node: Node, source: Source): Matcher {
  if (node.name !== 'UnquotedLabelMatcher') {
    throw new ExecutionError('quoted metric and label names are not supported by this query API');
  }
  const [label, operator, value] = childrenOf(node);
  const op = operator ? textOf(operator, source) : '';
  if (!label || !value || !isMatchOperator(op)) throw new ParseError(node.from, 'unexpected label matcher');
  try {
    return matcher(textOf(label, source), op, stringValue(textOf(value, source), value.from));
  } catch (error) {
    if (error instanceof BadRegexError) throw new ParseError(node.from, error.message);
    throw error;
  }
}
