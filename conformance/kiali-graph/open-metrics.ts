import type { GraphCase, RateSeries } from './case-file.ts';

/** The label that tells the series of one case from those of the others; the query scope selects by it. */
export const caseLabel = 'conformance_case';

const step = 15;
/** Counters that start at 0 would be extrapolated to it; these have counted for long. */
const start = 100_000;

/** Whether the scope of a case selects a series; without one it selects all. */
const inScope = ({ labels }: RateSeries, scope: Readonly<Record<string, string>>): boolean =>
  Object.entries(scope).every(([name, value]) => labels[name] === value);

function seriesText({ metric, labels }: RateSeries, id: string): string {
  const all = { ...labels, [caseLabel]: id };
  const inner = Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `${metric}{${inner.join(',')}}`;
}

/** Counters that grow at each series' rate over the window of their case, as OpenMetrics. */
export function* openMetrics(cases: readonly GraphCase[]): Generator<string> {
  for (const { id, series, queryTime, duration, flags } of cases) {
    const times: number[] = [];
    for (let at = queryTime - duration - step; at <= queryTime + step; at += step) times.push(at);
    for (const one of series) {
      if (one.unrealisable !== undefined && one.unrealisable !== false) continue;
      const text = seriesText(one, inScope(one, flags.queryScope) ? id : `outside ${id}`);
      const [first = 0] = times;
      for (const at of times) yield `${text} ${start + one.rate * (at - first)} ${at}\n`;
    }
  }
  yield '# EOF\n';
}
