import type { GraphEdge, GraphNode } from '../model.ts';
import type { Expression, Operator, Subject, Value } from './expression.ts';
import type { FindIndex } from './find-index.ts';
import type { Readers, Truth } from './operand.ts';

/** Whether an expression is true of a node, of an edge; null: not known, or not about such elements. */
export interface Predicates {
  readonly node: (node: GraphNode) => Truth;
  readonly edge: (edge: GraphEdge) => Truth;
}

type Test<E> = (element: E) => Truth;

/**
 * Makes an expression ready to be asked of the elements of a graph. What is not known stays unknown under NOT, is false
 * only beside something false, and true only beside something true (Kleene's three values), so that a number that nobody
 * reported is neither above a limit nor below it.
 */
export function compileExpression(expression: Expression, index: FindIndex): Predicates {
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const parts = expression.parts.map((part) => compileExpression(part, index));
      const stops = expression.kind === 'or';
      return {
        node: joined(
          parts.map(({ node }) => node),
          stops,
        ),
        edge: joined(
          parts.map(({ edge }) => edge),
          stops,
        ),
      };
    }
    case 'not': {
      const { node, edge } = compileExpression(expression.part, index);
      return { node: negated(node), edge: negated(edge) };
    }
    case 'flag':
      return leaf(expression.subject, (readers) => flagTest(readers, expression.subject, index), index);
    case 'compare':
      return leaf(expression.subject, (readers) => compareTest(readers, expression, index), index);
  }
}

/** One part that is `stops` decides; else one that is unknown leaves all unknown. */
function joined<E>(tests: readonly Test<E>[], stops: boolean): Test<E> {
  return (element) => {
    let known = true;
    for (const test of tests) {
      const truth = test(element);
      if (truth === stops) return stops;
      known &&= truth !== null;
    }
    return known ? !stops : null;
  };
}

const negated =
  <E>(test: Test<E>): Test<E> =>
  (element) => {
    const truth = test(element);
    return truth === null ? null : !truth;
  };

const notAbout = (): Truth => null;

function leaf(
  { operand, end }: Subject,
  make: <E>(readers: Readers<E>) => Test<E> | null,
  { nodes }: FindIndex,
): Predicates {
  const ofNode = operand.node === undefined ? null : make(operand.node);
  if (end !== null) {
    return {
      node: notAbout,
      edge: (edge) => {
        const node = nodes.get(edge[end]);
        return node === undefined || ofNode === null ? null : ofNode(node);
      },
    };
  }
  const ofEdge = operand.edge === undefined ? null : make(operand.edge);
  return { node: ofNode ?? notAbout, edge: ofEdge ?? notAbout };
}

function flagTest<E>({ flag }: Readers<E>, { label }: Subject, index: FindIndex): Test<E> | null {
  return flag === undefined ? null : (element) => flag(element, index, label ?? '');
}

function compareTest<E>(
  { text, number }: Readers<E>,
  { subject, operator, value }: Extract<Expression, { kind: 'compare' }>,
  index: FindIndex,
): Test<E> | null {
  const label = subject.label ?? '';
  if (value.kind === 'number') {
    return number === undefined
      ? null
      : (element) => compareNumber(number(element, index, label), operator, value.number);
  }
  if (text === undefined) return null;
  const holds = textOperator(operator, value);
  return (element) => {
    const values = text(element, index, label);
    return values === null ? null : holds(values);
  };
}

/** `= NaN` asks for no activity, none reported or none at all; otherwise a number that is not there cannot be compared. */
function compareNumber(found: number | null, operator: Operator, wanted: number | null): Truth {
  if (wanted === null) return (found === null || found === 0) === (operator === '=');
  if (found === null) return null;
  return ordered(operator, found - wanted);
}

function ordered(operator: Operator, difference: number): Truth {
  switch (operator) {
    case '=':
      return difference === 0;
    case '!=':
      return difference !== 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    default:
      return null;
  }
}

/** Orders texts as people do, numbers within them by size: v9 before v10. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Letter case does not matter. What has no value is as an empty text, so it is not equal to any other. */
function textOperator(operator: Operator, value: Value & { readonly kind: 'text' }) {
  const wanted = value.text.toLowerCase();
  const positive = operator.startsWith('!') ? operator.slice(1) : operator;
  const isOne = oneText(positive, wanted);
  const negate = positive !== operator;
  return (values: readonly string[]): Truth => {
    const any = values.length === 0 ? isOne('') : values.some((text) => isOne(text.toLowerCase()));
    return any !== negate;
  };
}

function oneText(operator: string, wanted: string): (text: string) => boolean {
  switch (operator) {
    case 'contains':
      return (text) => text.includes(wanted);
    case 'startswith':
      return (text) => text.startsWith(wanted);
    case 'endswith':
      return (text) => text.endsWith(wanted);
    case '=':
      return (text) => text === wanted;
    default:
      return (text) => text !== '' && ordered(operator as Operator, collator.compare(text, wanted)) === true;
  }
}
