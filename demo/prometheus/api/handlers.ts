import type { Engine, QueryAnswer } from '../promql/engine.ts';
import { describeParseError, ParseError } from '../promql/errors.ts';
import type { SampleStore } from '../sample-store.ts';
import { metricNameLabel } from '../store/labels.ts';
import type { Matcher } from '../store/matcher.ts';
import type { Series } from '../store/series-index.ts';
import {
  BadParameter,
  durationParameter,
  invalid,
  limitParameter,
  type Parameters,
  timeParameter,
} from './parameters.ts';
import { renderAnswer, success } from './render.ts';

export interface HandlerContext {
  readonly store: SampleStore;
  readonly engine: Engine;
  /** Milliseconds since the epoch: the time of a query that names none. */
  readonly clock: () => number;
  /** Milliseconds of a clock that only moves forward, for timeouts and timings. */
  readonly elapsed: () => number;
  /** Changes the answer before it is written; faults use it. */
  readonly alter: (answer: QueryAnswer) => QueryAnswer;
  readonly warnings: readonly string[];
}

const defaultTimeoutMs = 120_000;
const maxPointsPerSeries = 11_000;

/** /api/v1/query */
export function handleQuery(parameters: Parameters, context: HandlerContext): string {
  const time = timeParameter(parameters, 'time', context.clock());
  return answer(parameters, context, (query, expired) => context.engine.instant(query, time, expired));
}

/** /api/v1/query_range */
export function handleQueryRange(parameters: Parameters, context: HandlerContext): string {
  const start = timeParameter(parameters, 'start');
  const end = timeParameter(parameters, 'end');
  if (end < start) throw invalid('end', 'end timestamp must not be before start time');
  const step = durationParameter(parameters, 'step');
  if (step === null) throw invalid('step', 'cannot parse "" to a valid duration');
  if (step <= 0) {
    throw invalid(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  if ((end - start) / step > maxPointsPerSeries) {
    throw new BadParameter(
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  return answer(parameters, context, (query, expired) =>
    context.engine.range(query, start, end, step, expired),
  );
}

function answer(
  parameters: Parameters,
  context: HandlerContext,
  evaluate: (query: string, expired: () => boolean) => QueryAnswer,
): string {
  const query = parameters.get('query') ?? '';
  const begun = context.elapsed();
  const timeout = durationParameter(parameters, 'timeout') ?? defaultTimeoutMs;
  const result = asParameter(query, 'query', () =>
    evaluate(query, () => context.elapsed() - begun > timeout),
  );
  const stats = parameters.get('stats') ? { seconds: (context.elapsed() - begun) / 1000 } : null;
  return success(renderAnswer(context.alter(result), stats), context.warnings);
}

/** Says of a parse error which parameter it is in and where. */
function asParameter<T>(query: string, name: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ParseError) throw invalid(name, describeParseError(query, error));
    throw error;
  }
}

/** /api/v1/series */
export function handleSeries(parameters: Parameters, context: HandlerContext): string {
  if (parameters.getAll('match[]').length === 0) throw new BadParameter('no match[] parameter provided');
  const limit = limitParameter(parameters);
  const found = matched(parameters, context);
  const kept = limit === null ? found : found.slice(0, limit);
  const cut = kept.length < found.length ? ['results truncated due to limit'] : [];
  return success(`[${kept.map((series) => series.labels.json()).join(',')}]`, [...context.warnings, ...cut]);
}

/** /api/v1/labels */
export function handleLabels(parameters: Parameters, context: HandlerContext): string {
  const names = new Set<string>();
  for (const { labels } of matched(parameters, context)) {
    if (labels.name !== '') names.add(metricNameLabel);
    for (const name of labels.names) names.add(name);
  }
  return success(JSON.stringify([...names].sort()), context.warnings);
}

/** /api/v1/label/NAME/values */
export function handleLabelValues(label: string, parameters: Parameters, context: HandlerContext): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(label))
    throw new BadParameter(`invalid label name: ${JSON.stringify(label)}`);
  const values = new Set(matched(parameters, context).map((series) => series.labels.get(label)));
  values.delete('');
  return success(JSON.stringify([...values].sort()), context.warnings);
}

/** Series that any `match[]` selects (all, where there is none) with a sample between `start` and `end`. */
function matched(parameters: Parameters, context: HandlerContext): readonly Series[] {
  const bounds = context.store.bounds();
  const start = timeParameter(parameters, 'start', bounds?.minTime ?? 0);
  const end = timeParameter(parameters, 'end', bounds?.maxTime ?? 0);
  if (end < start) throw invalid('end', 'end timestamp must not be before start timestamp');
  const selectors = parameters.getAll('match[]').map((text) => selectorOf(text, context));
  const found = new Set<Series>();
  for (const matchers of selectors) for (const series of context.store.select(matchers)) found.add(series);
  const candidates = selectors.length === 0 ? [...context.store.index.all()] : [...found];
  if (!bounds || (start <= bounds.minTime && end >= bounds.maxTime)) return candidates;
  return candidates.filter((series) => context.store.hasPoints(series, start, end));
}

function selectorOf(text: string, context: HandlerContext): readonly Matcher[] {
  const expr = asParameter(text, 'match[]', () => context.engine.parse(text));
  if (expr.kind !== 'vector') throw invalid('match[]', 'expected a series selector');
  return expr.matchers;
}
