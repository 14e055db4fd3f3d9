import type { ValueType } from './ast.ts';

/** What a function takes and gives. The last `optional` arguments may be left out; `repeat` says the last may be repeated. */
export interface Signature {
  readonly args: readonly ValueType[];
  readonly optional: number;
  readonly repeat: boolean;
  readonly result: 'scalar' | 'vector';
}

const sig = (args: readonly ValueType[], options: Partial<Signature> = {}): Signature => ({
  args,
  optional: options.optional ?? 0,
  repeat: options.repeat ?? false,
  result: options.result ?? 'vector',
});

const ofVector = sig(['vector']);
const ofMatrix = sig(['matrix']);
const ofDate = sig(['vector'], { optional: 1 });

const named = (names: string, signature: Signature): [string, Signature][] =>
  names.split(' ').map((name) => [name, signature]);

/** Every function that the evaluator answers, as Prometheus 2.42 declares it. */
export const signatures: ReadonlyMap<string, Signature> = new Map([
  ...named('abs ceil floor exp sqrt ln log2 log10 sgn', ofVector),
  ...named('sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh deg rad', ofVector),
  ...named('absent sort sort_desc timestamp', ofVector),
  ...named('rate increase delta irate idelta changes resets deriv', ofMatrix),
  ...named('avg_over_time sum_over_time min_over_time max_over_time count_over_time', ofMatrix),
  ...named('last_over_time present_over_time stddev_over_time stdvar_over_time absent_over_time', ofMatrix),
  ...named('minute hour day_of_week day_of_month day_of_year days_in_month month year', ofDate),
  ['quantile_over_time', sig(['scalar', 'matrix'])],
  ['predict_linear', sig(['matrix', 'scalar'])],
  ['histogram_quantile', sig(['scalar', 'vector'])],
  ['clamp', sig(['vector', 'scalar', 'scalar'])],
  ['clamp_min', sig(['vector', 'scalar'])],
  ['clamp_max', sig(['vector', 'scalar'])],
  ['round', sig(['vector', 'scalar'], { optional: 1 })],
  ['label_replace', sig(['vector', 'string', 'string', 'string', 'string'])],
  ['label_join', sig(['vector', 'string', 'string', 'string'], { repeat: true, optional: 1 })],
  ['vector', sig(['scalar'])],
  ['scalar', sig(['vector'], { result: 'scalar' })],
  ['time', sig([], { result: 'scalar' })],
  ['pi', sig([], { result: 'scalar' })],
]);
