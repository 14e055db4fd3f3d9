import type { Operand } from './operand.ts';
import type { Span } from './token.ts';

export const numberOperators = ['=', '!=', '>', '>=', '<', '<='] as const;
export const textOperators = [
  ...numberOperators,
  'contains',
  '!contains',
  'startswith',
  '!startswith',
  'endswith',
  '!endswith',
] as const;
export type Operator = (typeof textOperators)[number];

/** Which end of an edge a node's operand is asked of; null where it is asked of the element itself. */
export type End = 'source' | 'target' | null;

/** What is asked about: the operand, the end, and the key of a label. */
export interface Subject {
  readonly operand: Operand;
  readonly end: End;
  readonly label: string | null;
}

/** A number in the operand's unit, null for `NaN` (no activity); or a text. */
export type Value =
  | { readonly kind: 'number'; readonly number: number | null }
  | { readonly kind: 'text'; readonly text: string };

/** An expression as a tree. Positions are those of the text it was read from. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'not'; readonly part: Expression; readonly span: Span }
  | { readonly kind: 'flag'; readonly subject: Subject; readonly span: Span }
  | {
      readonly kind: 'compare';
      readonly subject: Subject;
      readonly operator: Operator;
      readonly value: Value;
      readonly span: Span;
    };

/** The subjects of an expression, each as often as it stands there. */
export function subjectsOf(expression: Expression): readonly Subject[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.parts.flatMap(subjectsOf);
    case 'not':
      return subjectsOf(expression.part);
    case 'flag':
    case 'compare':
      return [expression.subject];
  }
}

/** Whether it asks for the rank of nodes. */
export const needsRank = (expression: Expression): boolean =>
  subjectsOf(expression).some(({ operand }) => operand.name === 'rank');

/** Whether an answer needs what the configuration says of nodes (`nodeFacts`), beyond what the graph itself carries. */
export const needsFacts = (expression: Expression): boolean =>
  subjectsOf(expression).some(({ operand }) => operand.needsFacts);
