import { err, ok, type Result } from '#lib/core/result.ts';
import { checkScope } from './check-scope.ts';
import {
  type End,
  type Expression,
  numberOperators,
  type Operator,
  type Subject,
  textOperators,
  type Value,
} from './expression.ts';
import { canBe, type Operand } from './operand.ts';
import { nearestOf, nearestOperand, operandNamed } from './operands.ts';
import { type FindError, type Span, type Token, tokenize } from './token.ts';
import { numberHint, numberIn } from './units.ts';

/** What could come next at the end of a text. */
export type Next =
  | { readonly kind: 'operand' }
  | { readonly kind: 'connective'; readonly closes: boolean }
  | { readonly kind: 'operator'; readonly subject: Subject }
  | { readonly kind: 'value'; readonly subject: Subject };

/** Parentheses and negations within each other: no one writes more, and none may exhaust the stack. */
const deepest = 64;

/** An error on its way out of the parser; it never leaves this file. */
class Stop extends Error {
  readonly error: FindError;
  constructor(error: FindError) {
    super(error.message);
    this.error = error;
  }
}

/**
 * Reads a find or hide expression. Null for an empty text. AND binds tighter than OR, NOT tighter than both. Never
 * throws, whatever the text; work grows with its length.
 */
export function parseExpression(text: string): Result<Expression | null, FindError> {
  const tokens = tokenize(text);
  if (!tokens.ok) return tokens;
  if (tokens.value.length === 1) return ok(null);
  const parser = new Parser(text, tokens.value);
  try {
    const expression = parser.whole();
    const wrong = checkScope(expression);
    return wrong === null ? ok(expression) : err({ ...wrong, found: text.slice(wrong.from, wrong.to) });
  } catch (error) {
    if (error instanceof Stop) return err(error.error);
    throw error;
  }
}

/** What could be written next at the end of `text`; nothing where something before it is wrong. */
export function nextAfter(text: string): readonly Next[] {
  const tokens = tokenize(text);
  if (!tokens.ok) return [];
  const parser = new Parser(text, tokens.value);
  try {
    parser.whole();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
  return parser.next;
}

class Parser {
  readonly next: Next[] = [];
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #open = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#or();
    if (this.#peek().kind !== 'end') throw this.#stop('and, or, or the end', 'connective');
    return expression;
  }

  #peek(ahead = 0): Token {
    const last = this.#tokens.length - 1;
    return this.#tokens[Math.min(this.#at + ahead, last)] as Token;
  }

  #take(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #stop(expected: string, where: 'connective' | 'other' = 'other', didYouMean: string | null = null): Stop {
    const token = this.#peek();
    const found = token.kind === 'end' ? null : this.#text.slice(token.from, token.to);
    const there = found === null ? 'the text ends' : `there is ${found}`;
    const quotes =
      where === 'connective' && token.kind === 'word' ? ' A value with spaces needs quotes.' : '';
    const message = `Here ${there} where ${expected} should be.${quotes}`;
    return new Stop({ from: token.from, to: token.to, message, expected, found, didYouMean });
  }

  #or(): Expression {
    return this.#chain('or', () => this.#and());
  }

  #and(): Expression {
    return this.#chain('and', () => this.#unary());
  }

  #chain(kind: 'and' | 'or', part: () => Expression): Expression {
    const first = part();
    const parts = [first];
    while (this.#peek().kind === kind) {
      this.#take();
      parts.push(part());
    }
    const last = parts.at(-1) ?? first;
    return parts.length === 1 ? first : { kind, parts, span: { from: first.span.from, to: last.span.to } };
  }

  #unary(): Expression {
    const token = this.#peek();
    if (token.kind !== 'not' && token.kind !== 'open') return this.#question();
    this.#depth += 1;
    if (this.#depth > deepest) throw this.#stop(`at most ${deepest} parentheses or negations in one another`);
    this.#take();
    const expression = token.kind === 'not' ? this.#negated(token) : this.#grouped();
    this.#depth -= 1;
    return expression;
  }

  #negated(not: Token): Expression {
    const part = this.#unary();
    return { kind: 'not', part, span: { from: not.from, to: part.span.to } };
  }

  #grouped(): Expression {
    this.#open += 1;
    const expression = this.#or();
    if (this.#peek().kind !== 'close') throw this.#stop('and, or, or )', 'connective');
    this.#take();
    this.#open -= 1;
    this.#offerConnective();
    return expression;
  }

  #offerConnective(): void {
    if (this.#peek().kind === 'end') this.next.push({ kind: 'connective', closes: this.#open > 0 });
  }

  /** An operand, alone or compared with a value. */
  #question(): Expression {
    this.#skipMnemonic();
    const name = this.#peek();
    if (name.kind === 'end') this.next.push({ kind: 'operand' });
    if (name.kind !== 'word') throw this.#stop('an operand, such as app or rt');
    const subject = this.#subject(name);
    this.#take();
    if (this.#peek().kind === 'end') this.#offerAfter(subject);
    const operator = this.#operator();
    if (operator === null) return this.#flag(subject, name);
    const value = this.#value(subject, operator);
    this.#offerConnective();
    return {
      kind: 'compare',
      subject,
      operator,
      value,
      span: { from: name.from, to: this.#peek(-1).to },
    };
  }

  #offerAfter(subject: Subject): void {
    const { operand } = subject;
    if (canBe(operand, 'text') || canBe(operand, 'number')) this.next.push({ kind: 'operator', subject });
    if (canBe(operand, 'flag')) this.#offerConnective();
  }

  /** `is healthy`, `has cb`: the first word says nothing. */
  #skipMnemonic(): void {
    const [word, after] = [this.#peek(), this.#peek(1)];
    const said = word.value.toLowerCase();
    const isSaid = word.kind === 'word' && (said === 'is' || said === 'has');
    if (isSaid && (after.kind === 'word' || after.kind === 'end')) this.#take();
  }

  #subject(name: Token): Subject {
    const [, first, rest] = /^(source|target)\.(.*)$/is.exec(name.value) ?? [];
    const end = (first?.toLowerCase() ?? null) as End;
    const found = operandNamed(rest ?? name.value);
    if (found === null) {
      throw this.#stop('an operand', 'other', nearestOperand(rest ?? name.value));
    }
    if (end !== null && found.operand.node === undefined) {
      throw this.#stop(`an operand of nodes after ${end}. (${found.operand.name} is one of edges)`);
    }
    return { ...found, end };
  }

  #operator(): Operator | null {
    const negated = this.#peek().kind === 'not';
    const token = this.#peek(negated ? 1 : 0);
    if (token.kind !== 'operator') {
      if (negated) throw this.#stop('an operator, and, or, or the end', 'connective');
      return null;
    }
    const spelled = negated ? `!${token.value}` : token.value;
    const operator = textOperators.find((known) => known === spelled);
    if (operator === undefined) throw this.#stop('an operator that can be negated: =, contains, …');
    this.#at += negated ? 2 : 1;
    return operator;
  }

  #flag(subject: Subject, name: Token): Expression {
    if (canBe(subject.operand, 'flag')) return { kind: 'flag', subject, span: spanOf(name) };
    throw this.#stop(`an operator after ${subject.operand.name} (${operatorsOf(subject.operand).join(' ')})`);
  }

  #value(subject: Subject, operator: Operator): Value {
    const { operand } = subject;
    const isNumber = canBe(operand, 'number');
    if (!isNumber && !canBe(operand, 'text')) {
      this.#at -= 1;
      throw this.#stop(`and, or, or the end: ${operand.name} takes no value`);
    }
    if (!operatorsOf(operand).includes(operator)) {
      this.#at -= 1;
      throw this.#stop(`an operator for numbers (${numberOperators.join(' ')})`);
    }
    const token = this.#peek();
    if (token.kind === 'end') this.next.push({ kind: 'value', subject });
    const value = isNumber ? this.#number(operand, operator) : this.#textValue(operand, operator);
    this.#take();
    return value;
  }

  #number(operand: Operand, operator: Operator): Value {
    const token = this.#peek();
    const unit = operand.unit ?? 'count';
    if (token.kind !== 'word' && token.kind !== 'text') throw this.#stop(numberHint[unit]);
    if (token.value.toLowerCase() === 'nan') {
      if (operator !== '=' && operator !== '!=') throw this.#stop(`${numberHint[unit]}; NaN has no size`);
      return { kind: 'number', number: null };
    }
    const number = numberIn(unit, token.value);
    if (number === null) throw this.#stop(numberHint[unit]);
    return { kind: 'number', number };
  }

  #textValue(operand: Operand, operator: Operator): Value {
    const token = this.#peek();
    if (token.kind !== 'word' && token.kind !== 'text') {
      const keyword = token.value !== '' && /^[a-z]/.test(token.value);
      throw this.#stop(keyword ? 'a value (quotes make a value of a word of the language)' : 'a value');
    }
    const { values } = operand;
    const exact = operator === '=' || operator === '!=';
    if (exact && values !== undefined && !values.includes(token.value.toLowerCase())) {
      throw this.#stop(`one of ${values.join(', ')}`, 'other', nearestOf(token.value, values));
    }
    return { kind: 'text', text: token.value };
  }
}

const spanOf = ({ from, to }: Token): Span => ({ from, to });

/** The operators that an operand takes. */
export const operatorsOf = (operand: Operand): readonly Operator[] =>
  canBe(operand, 'number') ? numberOperators : textOperators;
