import type { Matcher } from './promql.ts';
import type { Labels } from './series.ts';

/**
 * Whether labels satisfy matchers, as Prometheus would select their series: a label that is not there is empty, and regular
 * expressions match whole values. Expressions are those that Weft writes, which mean the same here and there.
 */
export function satisfies(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  const tests = matchers.map(testOf);
  return (labels) => tests.every((test) => test(labels));
}

function testOf({ label, op, value }: Matcher): (labels: Labels) => boolean {
  if (op === '=') return (labels) => (labels[label] ?? '') === value;
  if (op === '!=') return (labels) => (labels[label] ?? '') !== value;
  const whole = new RegExp(`^(?:${value})$`, 's');
  const wanted = op === '=~';
  return (labels) => whole.test(labels[label] ?? '') === wanted;
}
