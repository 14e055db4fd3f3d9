import type { TrafficGraph } from '../model.ts';
import { type End, type Operator, type Subject, textOperators } from './expression.ts';
import { type FindContext, type FindIndex, findIndex } from './find-index.ts';
import { canBe, type Operand } from './operand.ts';
import { namesOf, operands } from './operands.ts';
import { type Next, nextAfter, operatorsOf } from './parse.ts';
import { quotedWhereNeeded } from './print.ts';
import { type Span, type Token, tokenize } from './token.ts';

/** Something that can be written at the caret: `insert` replaces the completion's range. */
export interface Suggestion {
  readonly insert: string;
  readonly kind: 'operand' | 'operator' | 'value' | 'connective';
  readonly detail: string;
}

export interface Completion {
  /** What an accepted suggestion replaces. */
  readonly range: Span;
  readonly suggestions: readonly Suggestion[];
}

/** More would not be read; all operands fit. */
const most = 100;

/**
 * What can be written at the caret: operands, operators, values that occur in the graph, connectives. Those that start
 * with what is already there come first, then those that contain it. Never throws.
 */
export function complete(
  text: string,
  caret: number,
  graph: TrafficGraph,
  context: FindContext = {},
): Completion {
  const at = Math.max(0, Math.min(caret, text.length));
  const token = tokenAt(text, at);
  const range = token === null ? { from: at, to: at } : { from: token.from, to: token.to };
  const typed = text.slice(range.from, at).replace(/^["']/, '').toLowerCase();
  const index = findIndex(graph, context);
  const all = nextAfter(text.slice(0, range.from)).flatMap((next) => suggestionsFor(next, index, typed));
  const matching = all.filter(({ insert }) => bare(insert).includes(typed));
  const starts = (s: Suggestion) => Number(!bare(s.insert).startsWith(typed));
  return { range, suggestions: matching.sort((a, b) => starts(a) - starts(b)).slice(0, most) };
}

const bare = (insert: string): string => insert.replace(/^"/, '').toLowerCase();

/** The token that the caret is in or at the end of; none after a space. An open quote reaches to the end. */
function tokenAt(text: string, caret: number): Token | null {
  const tokens = tokenize(text);
  if (!tokens.ok) {
    const { from, to } = tokens.error;
    return caret > from ? { kind: 'text', value: '', from, to } : tokenAt(text.slice(0, from), caret);
  }
  const inside = tokens.value.find(({ from, to, kind }) => kind !== 'end' && from < caret && caret <= to);
  return inside === undefined || inside.kind === 'open' || inside.kind === 'close' || isJoint(inside, caret)
    ? null
    : inside;
}

/** After a whole symbol the next thing begins: `app=` waits for a value. A word such as `contains` may still grow. */
const isJoint = ({ kind, from, to }: Token, caret: number): boolean =>
  (kind === 'operator' || kind === 'not') && caret === to && to - from <= 3;

function suggestionsFor(next: Next, index: FindIndex, typed: string): readonly Suggestion[] {
  switch (next.kind) {
    case 'operand':
      return operandSuggestions(index, typed);
    case 'operator':
      return operatorsOf(next.subject.operand).map((insert) => ({
        insert,
        kind: 'operator',
        detail: operatorSays[insert],
      }));
    case 'value':
      return valueSuggestions(next.subject, index);
    case 'connective':
      return [
        { insert: 'and', kind: 'connective', detail: 'both are true' },
        { insert: 'or', kind: 'connective', detail: 'one of them is true' },
        ...(next.closes ? [{ insert: ')', kind: 'connective' as const, detail: 'ends the group' }] : []),
      ];
  }
}

const operatorSays: Readonly<Record<Operator, string>> = {
  '=': 'is',
  '!=': 'is not',
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  contains: 'has within it, also *=',
  '!contains': 'has not within it, also !*=',
  startswith: 'starts with, also ^=',
  '!startswith': 'does not start with, also !^=',
  endswith: 'ends with, also $=',
  '!endswith': 'does not end with, also !$=',
};

/** Short forms are offered once they are being typed, ends of edges after their word. */
function operandSuggestions(index: FindIndex, typed: string): readonly Suggestion[] {
  const [end, rest] = splitEnd(typed);
  const usable = operands.filter((operand) => end === null || operand.node !== undefined);
  const named = usable.flatMap((operand) => {
    const names = rest === '' ? [operand.name] : namesOf(operand);
    if (operand.name === 'label:') return labelSuggestions(index, operand, end);
    return names.map((name) => operandSuggestion(name, operand, end));
  });
  if (end !== null) return named;
  return [
    ...named,
    { insert: 'not', kind: 'operand', detail: 'the opposite' },
    { insert: 'source.', kind: 'operand', detail: 'of the node that an edge comes from' },
    { insert: 'target.', kind: 'operand', detail: 'of the node that an edge goes to' },
  ];
}

function splitEnd(typed: string): readonly [End, string] {
  if (typed.startsWith('source.')) return ['source', typed.slice(7)];
  return typed.startsWith('target.') ? ['target', typed.slice(7)] : [null, typed];
}

const operandSuggestion = (name: string, { help }: Operand, end: End): Suggestion => ({
  insert: end === null ? name : `${end}.${name}`,
  kind: 'operand',
  detail: help,
});

function labelSuggestions(index: FindIndex, operand: Operand, end: End): readonly Suggestion[] {
  const keys = new Set([...(index.facts?.values() ?? [])].flatMap(({ labels }) => Object.keys(labels)));
  const names = [...keys].sort().map((key) => `label:${key}`);
  return (names.length === 0 ? ['label:'] : names).map((name) => operandSuggestion(name, operand, end));
}

/** The values of a text that occur in the graph, the most frequent first; all that it can be, where that is fixed. */
function valueSuggestions({ operand, end, label }: Subject, index: FindIndex): readonly Suggestion[] {
  if (canBe(operand, 'number')) return [];
  const counts = new Map<string, number>();
  const add = (values: readonly string[] | null | undefined) => {
    for (const value of values ?? []) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  const { nodes, edges } = index.graph;
  for (const node of nodes) add(operand.node?.text?.(node, index, label ?? ''));
  if (end === null) for (const edge of edges) add(operand.edge?.text?.(edge, index, label ?? ''));
  for (const value of operand.values ?? []) if (!counts.has(value)) counts.set(value, 0);
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([value, n]) => ({
      insert: quotedWhereNeeded(value),
      kind: 'value' as const,
      detail: `${n} ${n === 1 ? 'element' : 'elements'}`,
    }));
}

/** Every operator, for a help panel: its spelling and what it says. */
export const operatorHelp: readonly { readonly operator: Operator; readonly says: string }[] =
  textOperators.map((operator) => ({ operator, says: operatorSays[operator] }));
