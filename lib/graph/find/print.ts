import type { Expression, Subject, Value } from './expression.ts';
import { isBareWord } from './token.ts';

/** The text of an expression in its one spelling; read again it gives the same expression. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.parts.map((part) => printPart(part, expression.kind)).join(` ${expression.kind} `);
    case 'not':
      return `not ${printPart(expression.part, 'not')}`;
    case 'flag':
      return printSubject(expression.subject);
    case 'compare':
      return `${printSubject(expression.subject)} ${expression.operator} ${printValue(expression.value)}`;
  }
}

const tightness = { or: 0, and: 1, not: 2, flag: 3, compare: 3 } as const;

/** Within parentheses where it would bind otherwise without them. */
function printPart(part: Expression, within: 'and' | 'or' | 'not'): string {
  const text = printExpression(part);
  const needs = within === 'not' ? tightness[part.kind] < 2 : tightness[part.kind] <= tightness[within];
  return needs ? `(${text})` : text;
}

function printSubject({ operand, end, label }: Subject): string {
  const name = label === null ? operand.name : `${operand.name}${label}`;
  return end === null ? name : `${end}.${name}`;
}

const printValue = (value: Value): string =>
  value.kind === 'number' ? String(value.number ?? 'NaN') : quotedWhereNeeded(value.text);

/** A text as a value of the language: bare where it reads back as itself, else in quotes. */
export function quotedWhereNeeded(text: string): string {
  return isBareWord(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
