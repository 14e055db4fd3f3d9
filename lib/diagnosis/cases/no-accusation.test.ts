import { expect, test } from 'vitest';
import { service, workload } from '#lib/graph/testing/mesh.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { accusesConfiguration, causeCodes } from '../catalogue.ts';
import { allSeries, type SeriesOf } from '../testing/series.ts';
import { toldBy } from '../testing/told-by.ts';

/** Cases whose right answer is the application, somebody outside, or that nobody can tell: no configuration may be accused. */

const pair: readonly KubeObject[] = [
  ...workload('foo', 'sleep'),
  ...workload('bar', 'httpbin'),
  service('bar', 'httpbin'),
];
const source = { reporter: 'source', from: 'foo/sleep', to: 'bar/httpbin', service: 'bar/httpbin' } as const;
const destination = { ...source, reporter: 'destination' } as const;
const policy = (spec: object): KubeObject => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'httpbin', namespace: 'bar' },
  spec,
});

interface Innocent {
  readonly what: string;
  /** The report it is made after, where it is. */
  readonly report?: string;
  readonly objects?: readonly KubeObject[];
  readonly calls: readonly SeriesOf[];
  /** Null: cannot tell. */
  readonly code: string | null;
}

const cases: readonly Innocent[] = [
  {
    what: 'a request in ten thousand is cut between two proxies',
    report: 'https://github.com/istio/istio/issues/13848',
    calls: [
      { ...source, outcome: '503 UC', rate: 0.05 },
      { ...source, outcome: '200', rate: 400 },
      { ...destination, outcome: '200', rate: 400 },
    ],
    code: null,
  },
  {
    what: 'connections between gateways end now and then',
    report: 'https://github.com/istio/istio/issues/49660',
    calls: [
      { ...source, outcome: '503 UC', rate: 0.4 },
      { ...source, outcome: '200', rate: 20 },
    ],
    code: null,
  },
  {
    what: 'a gateway is cut off from a pod in ambient, and no ztunnel tells of the request',
    report: 'https://github.com/istio/ztunnel/issues/1662',
    calls: [{ ...source, outcome: '503 UC', rate: 0.2 }],
    code: null,
  },
  {
    what: 'no route, and there is no route of any kind',
    report: 'https://github.com/istio/istio/issues/53561',
    calls: [{ ...source, to: null, outcome: '404 NR', rate: 1 }],
    code: null,
  },
  {
    what: 'a Host header that nobody has',
    report: 'https://github.com/istio/istio/issues/30347',
    calls: [{ ...source, to: null, service: 'www.example.com', outcome: '404 NR', rate: 1 }],
    code: null,
  },
  {
    what: 'a policy asks for a token: whether there is one is in no metric',
    report: 'https://github.com/istio/istio/issues/35973',
    objects: [policy({ action: 'DENY', rules: [{ from: [{ source: { notRequestPrincipals: ['*'] } }] }] })],
    calls: [
      { ...source, outcome: '403', rate: 2 },
      { ...destination, outcome: '403', rate: 2 },
    ],
    code: null,
  },
  {
    what: 'the application answers 500, both proxies agree',
    calls: [
      { ...source, outcome: '500', rate: 2 },
      { ...destination, outcome: '500', rate: 2 },
    ],
    code: 'application-errors',
  },
  {
    what: 'the application answers UNAVAILABLE with HTTP 200',
    calls: [
      { ...source, protocol: 'grpc', outcome: '200 - 14', rate: 2 },
      { ...destination, protocol: 'grpc', outcome: '200 - 14', rate: 2 },
    ],
    code: 'application-errors',
  },
  {
    what: 'the application says 403 where no policy is',
    calls: [
      { ...source, outcome: '403', rate: 9 },
      { ...destination, outcome: '403', rate: 9 },
    ],
    code: 'application-refuses',
  },
  {
    what: 'the application says 401 where nobody checks tokens',
    calls: [
      { ...source, outcome: '401', rate: 9 },
      { ...destination, outcome: '401', rate: 9 },
    ],
    code: 'application-refuses',
  },
  {
    what: 'the caller hangs up: 0 DC on both sides',
    calls: [
      { ...source, outcome: '0 DC', rate: 3 },
      { ...destination, outcome: '0 DC', rate: 3 },
    ],
    code: 'caller-gave-up',
  },
  {
    what: 'a callee without a proxy answers 500, so only the caller’s proxy tells',
    objects: [],
    calls: [{ ...source, outcome: '500', rate: 3 }],
    code: 'application-errors',
  },
];

test.each(cases)('$what', ({ objects = [], calls, code }) => {
  const answer = toldBy({ objects: [...pair, ...objects], series: allSeries(...calls) });
  expect(answer.code).toBe(code);
  const known = causeCodes.find((each) => each === answer.code);
  expect(known !== undefined && accusesConfiguration(known)).toBe(false);
  if (code === null) expect(answer.sentence).toMatch(/cannot tell why/);
});

test('the order in which series and labels come changes nothing', () => {
  const calls: SeriesOf[] = [
    { ...source, outcome: '500', rate: 2 },
    { ...destination, outcome: '500', rate: 2 },
    { ...source, outcome: '503 UF,URX', rate: 1 },
  ];
  const turned = (text: string) =>
    text
      .split('\n')
      .reverse()
      .map((line) => {
        const [, inner = '', value = ''] = /\{(.*)\} (\S+)$/.exec(line) ?? [];
        // No label of these has a comma in its value but the flags.
        const labels = inner.split(/,(?=\w+=)/).reverse();
        return `istio_requests_total{${labels.join(',')}} ${value}`;
      })
      .join('\n');
  const series = allSeries(...calls);
  expect(toldBy({ objects: pair, series: turned(series) })).toEqual(toldBy({ objects: pair, series }));
});
