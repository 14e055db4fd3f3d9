import fc, { type Arbitrary } from 'fast-check';

const selectors = [
  'istio_requests_total',
  'istio_requests_total{reporter="source"}',
  'istio_requests_total{response_code!~"2.."}',
  'istio_requests_total{destination_service_name=~"cart|orders"}',
  'istio_request_duration_milliseconds_bucket',
  'istio_request_duration_milliseconds_sum',
  'istio_tcp_sent_bytes_total',
  'temperature',
  'temperature{half="upper"}',
  'zone_weight',
  'up',
];
const labels = ['reporter', 'response_code', 'zone', 'half', 'job', 'instance', 'tier', 'le', 'namespace'];
const overTime = ['rate', 'increase', 'irate', 'delta', 'idelta', 'changes', 'resets', 'deriv'].concat(
  ['sum', 'avg', 'min', 'max', 'count', 'last', 'present', 'stddev', 'stdvar'].map(
    (name) => `${name}_over_time`,
  ),
);
const mapping = ['abs', 'ceil', 'floor', 'sqrt', 'sgn', 'exp', 'ln', 'timestamp', 'absent', 'sort'];
const aggregations = ['sum', 'avg', 'min', 'max', 'count', 'group', 'stddev', 'stdvar'];

const duration = fc.constantFrom('20s', '45s', '1m', '5m', '7m30s', '1h');
const labelList = fc
  .uniqueArray(fc.constantFrom(...labels), { maxLength: 3 })
  .map((names) => `(${names.join(', ')})`);
const scalar = fc.constantFrom(
  '0',
  '1',
  '2',
  '-3',
  '0.5',
  '100',
  '1e3',
  'NaN',
  'Inf',
  'time()',
  'scalar(sum(up))',
);
const at = fc.constantFrom('', '', '', ' @ 1700002222', ' @ start()', ' @ end()');
const offset = fc.constantFrom('', '', '', ' offset 1m', ' offset 5m', ' offset -90s');
const comparison = fc.constantFrom('==', '!=', '<', '>', '<=', '>=');
const arithmetic = fc.constantFrom('+', '-', '*', '/', '%', '^');

const selector = fc
  .tuple(fc.constantFrom(...selectors), offset, at)
  .map(([text, shift, fixed]) => `${text}${shift}${fixed}`);
const range = fc
  .tuple(fc.constantFrom(...selectors), duration, offset, at)
  .map(([text, length, shift, fixed]) => `${text}[${length}]${shift}${fixed}`);

const matching = fc.oneof(
  fc.constant(''),
  labelList.map((list) => `on ${list} `),
  labelList.map((list) => `ignoring ${list} `),
  fc
    .tuple(labelList, fc.constantFrom('group_left', 'group_right'))
    .map(([list, side]) => `on ${list} ${side} () `),
);

function binaries(vector: Arbitrary<string>): Arbitrary<string>[] {
  const setOperator = fc.constantFrom('and', 'or', 'unless');
  const plainMatching = matching.map((text) => (text.includes('group') ? '' : text));
  const bool = fc.constantFrom('', 'bool ');
  return [
    fc.tuple(vector, arithmetic, matching, vector).map(([a, op, match, b]) => `(${a}) ${op} ${match}(${b})`),
    fc
      .tuple(vector, comparison, bool, matching, vector)
      .map(([a, op, b, match, c]) => `(${a}) ${op} ${b}${match}(${c})`),
    fc
      .tuple(vector, setOperator, plainMatching, vector)
      .map(([a, op, match, b]) => `(${a}) ${op} ${match}(${b})`),
    fc.tuple(vector, arithmetic, scalar).map(([a, op, b]) => `${a} ${op} ${b}`),
    fc.tuple(scalar, comparison, bool, vector).map(([a, op, b, c]) => `${a} ${op} ${b}(${c})`),
  ];
}

function calls(vector: Arbitrary<string>): Arbitrary<string>[] {
  const clause = fc
    .tuple(fc.constantFrom('by', 'without'), labelList)
    .map(([word, list]) => `${word} ${list} `);
  return [
    fc.tuple(fc.constantFrom(...mapping), vector).map(([name, arg]) => `${name}(${arg})`),
    fc
      .tuple(fc.constantFrom(...aggregations), clause, vector)
      .map(([name, by, arg]) => `${name} ${by}(${arg})`),
    fc.tuple(fc.constantFrom(...aggregations), vector).map(([name, arg]) => `${name}(${arg})`),
    fc
      .tuple(fc.constantFrom('-0.1', '0', '0.5', '0.99', '1'), clause, vector)
      .map(([q, by, arg]) => `quantile ${by}(${q}, ${arg})`),
    vector.map((arg) => `histogram_quantile(0.9, ${arg})`),
    vector.map((arg) => `round(${arg}, 0.5)`),
    vector.map((arg) => `clamp(${arg}, -5, 50)`),
    vector.map((arg) => `label_replace(${arg}, "tier", "$1", "zone", "(..).*")`),
    vector.map((arg) => `label_join(${arg}, "both", "-", "reporter", "zone")`),
    vector.map((arg) => `vector(scalar(${arg}))`),
    fc.tuple(fc.constantFrom(...overTime), vector).map(([name, arg]) => `${name}((${arg})[4m:35s])`),
    vector.map((arg) => `-(${arg})`),
  ];
}

/** Queries over the grammar that the query API supports, some refused, over the generated samples' names. */
export function arbitraryQuery(): Arbitrary<string> {
  const leaf = fc.oneof(
    selector,
    fc.tuple(fc.constantFrom(...overTime), range).map(([name, arg]) => `${name}(${arg})`),
    fc.tuple(fc.constantFrom('0.1', '0.8', '2'), range).map(([q, arg]) => `quantile_over_time(${q}, ${arg})`),
    // Prometheus 2.42 moves a window fixed by `@` along with the steps here and nowhere else.
    range.map((arg) => `predict_linear(${arg.replace(/ @.*/, '')}, 300)`),
    range.map((arg) => `absent_over_time(${arg})`),
  );
  const { query } = fc.letrec<{ query: string }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'query' },
      leaf,
      ...calls(tie('query')),
      ...binaries(tie('query')),
    ),
  }));
  return query;
}
