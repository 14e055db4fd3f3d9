import { emptyLabels, type Labels, labelsOf, metricNameLabel } from '../../store/labels.ts';
import { type Expr, unwrap } from '../ast.ts';
import type { FunctionTable, ScalarFunction, VectorFunction } from '../evaluation.ts';
import { instantSamples } from '../selectors.ts';
import { dropNames, newVector, push, type Vector } from '../vector.ts';
import { argument } from './ranges.ts';

/** The labels that `absent` can tell: those its selector fixes by one equality each. */
function expectedLabels(expr: Expr): Labels {
  const inner = unwrap(expr);
  const selector = inner.kind === 'matrix' ? inner.selector : inner;
  if (selector.kind !== 'vector') return emptyLabels;
  const record: Record<string, string> = {};
  const seen = new Set<string>();
  for (const matcher of selector.matchers) {
    if (matcher.label === metricNameLabel) continue;
    if (matcher.operator === '=' && !seen.has(matcher.label)) record[matcher.label] = matcher.value;
    else delete record[matcher.label];
    seen.add(matcher.label);
  }
  return labelsOf(record);
}

const absentRow = (expr: Expr): Vector => ({ labels: [expectedLabels(expr)], values: [1] });

const absent: VectorFunction = (call, evaluation) => {
  const arg = argument(call, 0);
  return evaluation.vector(arg).labels.length > 0 ? newVector() : absentRow(arg);
};

const absentOverTime: VectorFunction = (call, evaluation) => {
  const arg = argument(call, 0);
  let found = false;
  evaluation.eachRange(arg, () => {
    found = true;
  });
  return found ? newVector() : absentRow(arg);
};

/** Of a selector the time its sample was taken, of anything else the evaluation time. Seconds. */
const timestamp: VectorFunction = (call, evaluation) => {
  const arg = unwrap(argument(call, 0));
  const result = newVector();
  if (arg.kind === 'vector') {
    instantSamples(evaluation.run, arg, evaluation.ts, (labels, _, timeMs) =>
      push(result, labels, timeMs / 1000),
    );
  } else {
    for (const labels of evaluation.vector(arg).labels) push(result, labels, evaluation.ts / 1000);
  }
  return dropNames(result);
};

const sorted =
  (sign: 1 | -1): VectorFunction =>
  (call, evaluation) => {
    const input = evaluation.vector(argument(call, 0));
    const at = (index: number): number => input.values[index] ?? Number.NaN;
    const order = input.values.map((_, index) => index);
    order.sort((a, b) => {
      if (Number.isNaN(at(a)) || Number.isNaN(at(b)))
        return Number(Number.isNaN(at(a))) - Number(Number.isNaN(at(b)));
      return at(a) === at(b) ? 0 : sign * (at(a) < at(b) ? -1 : 1);
    });
    const result = newVector();
    for (const index of order) {
      const labels = input.labels[index];
      if (labels) push(result, labels, at(index));
    }
    return result;
  };

export const conversionFunctions: FunctionTable<VectorFunction> = {
  absent,
  absent_over_time: absentOverTime,
  timestamp,
  sort: sorted(1),
  sort_desc: sorted(-1),
  vector: (call, evaluation) => ({ labels: [emptyLabels], values: [evaluation.scalar(argument(call, 0))] }),
};

export const scalarConversions: FunctionTable<ScalarFunction> = {
  time: (_, evaluation) => evaluation.ts / 1000,
  pi: () => Math.PI,
  scalar: (call, evaluation) => {
    const { values } = evaluation.vector(argument(call, 0));
    return values.length === 1 ? (values[0] ?? Number.NaN) : Number.NaN;
  },
};
