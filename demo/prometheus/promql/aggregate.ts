import { type Labels, labelsOf } from '../store/labels.ts';
import { accumulators } from './accumulators.ts';
import type { Aggregate } from './ast.ts';
import { ExecutionError } from './errors.ts';
import type { Evaluation } from './evaluation.ts';
import { decimal } from './number-text.ts';
import { quantileOf } from './quantile.ts';
import { newVector, push, refuseDuplicates, type Vector } from './vector.ts';

/** Rows of a vector gathered in the groups of an aggregation, groups in order of appearance. */
interface Groups {
  readonly labels: Labels[];
  readonly members: number[][];
}

/** `sum by (…) (…)` and its kin. */
export function aggregate(expr: Aggregate, evaluation: Evaluation): Vector {
  const input = evaluation.vector(expr.inner);
  switch (expr.operator) {
    case 'topk':
    case 'bottomk':
      return extremes(expr, input, evaluation);
    case 'quantile':
      return quantile(expr, input, evaluation);
    case 'count_values':
      return countValues(expr, input, evaluation);
    default:
      return accumulate(expr, accumulators[expr.operator], input, evaluation);
  }
}

function accumulate(
  expr: Aggregate,
  accumulator: (typeof accumulators)[keyof typeof accumulators],
  input: Vector,
  evaluation: Evaluation,
): Vector {
  const grouping = evaluation.groupings.get(expr.grouping, !expr.without);
  const slots = new Map<Labels, number>();
  const labels: Labels[] = [];
  const state = accumulator.start();
  for (const [index, row] of input.labels.entries()) {
    const group = grouping.of(row);
    let slot = slots.get(group);
    if (slot === undefined) {
      slot = labels.push(group) - 1;
      slots.set(group, slot);
    }
    state.add(slot, input.values[index] ?? Number.NaN);
  }
  return { labels, values: labels.map((_, slot) => state.result(slot)) };
}

function groupRows(expr: Aggregate, input: Vector, evaluation: Evaluation): Groups {
  const grouping = evaluation.groupings.get(expr.grouping, !expr.without);
  const slots = new Map<Labels, number[]>();
  for (const [index, row] of input.labels.entries()) {
    const group = grouping.of(row);
    const members = slots.get(group);
    if (members) members.push(index);
    else slots.set(group, [index]);
  }
  return { labels: [...slots.keys()], members: [...slots.values()] };
}

function parameter(expr: Aggregate, evaluation: Evaluation): number {
  return expr.parameter ? evaluation.scalar(expr.parameter) : Number.NaN;
}

/** The k largest or smallest rows of each group, best first, with their own labels. NaN comes last. */
function extremes(expr: Aggregate, input: Vector, evaluation: Evaluation): Vector {
  const k = parameter(expr, evaluation);
  if (!(Math.abs(k) < 2 ** 63)) throw new ExecutionError(`Scalar value ${decimal(k)} overflows int64`);
  const result = newVector();
  if (k < 1) return result;
  const sign = expr.operator === 'topk' ? -1 : 1;
  const at = (index: number): number => input.values[index] ?? Number.NaN;
  for (const members of groupRows(expr, input, evaluation).members) {
    members.sort((a, b) => {
      if (Number.isNaN(at(a)) || Number.isNaN(at(b)))
        return Number(Number.isNaN(at(a))) - Number(Number.isNaN(at(b)));
      return at(a) === at(b) ? 0 : sign * (at(a) < at(b) ? -1 : 1);
    });
    for (const index of members.slice(0, Math.trunc(k))) {
      const labels = input.labels[index];
      if (labels) push(result, labels, at(index));
    }
  }
  return result;
}

function quantile(expr: Aggregate, input: Vector, evaluation: Evaluation): Vector {
  const q = parameter(expr, evaluation);
  const { labels, members } = groupRows(expr, input, evaluation);
  const values = members.map((rows) =>
    quantileOf(
      q,
      rows.map((index) => input.values[index] ?? Number.NaN),
    ),
  );
  return { labels, values };
}

function countValues(expr: Aggregate, input: Vector, evaluation: Evaluation): Vector {
  const label = expr.parameter ? evaluation.text(expr.parameter) : '';
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(label)) throw new ExecutionError(`invalid label name "${label}"`);
  const result = newVector();
  const counts = new Map<string, number>();
  for (const [index, row] of input.labels.entries()) {
    const text = decimal(input.values[index] ?? Number.NaN);
    const marked = labelsOf({ ...row.toRecord(), [label]: text });
    const names = expr.without ? expr.grouping : [...expr.grouping, label];
    const picked = marked.pick(expr.without ? [...names, '__name__'] : names, !expr.without);
    const key = picked.key();
    const slot = counts.get(key);
    if (slot === undefined) {
      counts.set(key, result.values.length);
      push(result, picked, 1);
    } else result.values[slot] = (result.values[slot] ?? 0) + 1;
  }
  refuseDuplicates(result);
  return result;
}
