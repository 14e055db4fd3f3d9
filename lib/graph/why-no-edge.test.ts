import { expect, test } from 'vitest';
import { pod, snapshotOf } from '#lib/mesh/testing/snapshot-of.ts';
import { inNamespaces } from './filter.ts';
import { type GraphEdge, type GraphNode, type TrafficGraph, unplaced } from './model.ts';
import { edge, failedRow, graph, node, type Said } from './testing/elements.ts';
import { unplacedCures } from './unplaced-cures.ts';
import { inRange } from './why-no-edge/beside-the-proxy.ts';
import { reasonTexts } from './why-no-edge/catalogue.ts';
import { readableReasons, reasonText, whyNoEdge } from './why-no-edge.ts';

const service = (name: string, more = '') => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop ${more} }
spec: { selector: { app: ${name} }, clusterIP: 10.96.0.7, ports: [{ port: 80, targetPort: 8080 }] }
`;
const object = (kind: string, group: string, namespace: string, spec: string) => `
---
apiVersion: ${group}/v1
kind: ${kind}
metadata: { name: it, namespace: ${namespace} }
spec: ${spec}
`;
const pods = pod('shop', 'frontend', { app: 'frontend' }) + pod('shop', 'reviews', { app: 'reviews' });
const base = pods + service('reviews');

/** The YAML of a pod with annotations. */
const annotate = (yaml: string, annotations: string) =>
  yaml.replace('  ownerReferences:', `  annotations: { ${annotations} }\n  ownerReferences:`);

const from = node('shop/frontend');
const to = node('shop/reviews');
const other = node('shop/other');
const elsewhere = node('bank/ledger');
const by = {
  cluster: to.cluster,
  namespace: 'shop',
  name: 'reviews',
  host: 'reviews.shop.svc.cluster.local',
};
const call = (path: string, said: Said = { count: 100 }, more: Partial<GraphEdge> = {}) =>
  edge(path, said, more);
/** Reported from both sides. */
const heard = (path: string) => {
  const one = call(path);
  return { ...one, reports: { ...one.reports, destination: one.reports.source } };
};
/** Both ends have traffic of their own, so that silence between them is not for want of traffic. */
const busy = [
  heard('shop/frontend > shop/other'),
  heard('shop/other > shop/unrelated'),
  heard('bank/ledger > shop/reviews'),
];
const all = [from, to, other, elsewhere, node('shop/unrelated')];

interface Case {
  readonly yaml?: string;
  readonly nodes?: readonly GraphNode[];
  readonly edges?: readonly GraphEdge[];
  readonly more?: Partial<TrafficGraph>;
  readonly from?: GraphNode;
  readonly to?: GraphNode;
}

function ask(given: Case) {
  const whole = { ...graph(given.nodes ?? all, given.edges ?? busy), ...given.more };
  const ends = { from: given.from ?? from, to: given.to ?? to };
  return whyNoEdge({ ...ends, graph: whole, shown: whole, snapshot: snapshotOf(given.yaml ?? base) });
}

const codesOf = (given: Case) => ask(given).reasons.map(({ code, certainty }) => `${certainty} ${code}`);

const gateway = node('shop/gateway', { gateway: true });
const svcNode = node('shop/reviews', { id: node('svc/reviews').id, kind: 'service' });
const passthrough = node('x/PassthroughCluster', { kind: 'passthrough', namespace: null });
const unknown = node('x/unknown', { kind: 'unknown', namespace: null });

test('an edge on the screen is the answer', () => {
  const there = call('shop/frontend > shop/reviews');
  expect(ask({ edges: [there] })).toEqual({ edges: [there.id], reasons: [] });
});

test('where nothing stands in the way there seems to be no call', () => {
  expect(codesOf({})).toEqual(['possible no-call']);
});

test.each<[string, string, Case]>([
  [
    'possible other-way',
    'the traffic runs backwards',
    { edges: [...busy, call('shop/reviews > shop/frontend')] },
  ],
  [
    'certain goes-through',
    'a gateway is between',
    {
      nodes: [...all, gateway],
      edges: [...busy, call('shop/frontend > shop/gateway'), call('shop/gateway > shop/reviews')],
    },
  ],
  ['possible goes-through', 'a workload is between', { edges: [...busy, call('shop/other > shop/reviews')] }],
  [
    'certain drawn-at-workload',
    'requests to a Service end at its workloads',
    { to: svcNode, nodes: all, edges: [...busy, call('shop/frontend > shop/reviews', {}, { service: by })] },
  ],
  [
    'certain ended-at-service',
    'requests end in the proxy of the caller',
    {
      nodes: [...all, svcNode],
      edges: [
        ...busy,
        call(
          'shop/frontend > svc/reviews',
          { count: 9, errors: 9 },
          {
            service: by,
            responses: [failedRow('503 UH', 9)],
          },
        ),
      ],
    },
  ],
  [
    'certain nobody-reports',
    'no end has a proxy',
    {
      yaml:
        pod('shop', 'frontend', { app: 'frontend' }, { proxy: false }) +
        pod('shop', 'reviews', { app: 'reviews' }, { proxy: false }) +
        service('reviews'),
    },
  ],
  [
    'certain caller-without-proxy',
    'the caller has none',
    {
      yaml:
        pod('shop', 'frontend', { app: 'frontend' }, { proxy: false }) +
        pod('shop', 'reviews', { app: 'reviews' }) +
        service('reviews'),
    },
  ],
  [
    'likely strict-mtls',
    'the callee takes mutual TLS only',
    {
      yaml:
        pod('shop', 'frontend', { app: 'frontend' }, { proxy: false }) +
        pod('shop', 'reviews', { app: 'reviews' }) +
        service('reviews') +
        object('PeerAuthentication', 'security.istio.io', 'shop', '{ mtls: { mode: STRICT } }'),
    },
  ],
  [
    'possible caller-not-known',
    'requests arrive without a name',
    { nodes: [...all, unknown], edges: [...busy, call('x/unknown > shop/reviews')] },
  ],
  [
    'possible as-passthrough',
    'the proxy knew no service',
    {
      nodes: [...all, passthrough],
      edges: [...busy, call('shop/frontend > x/PassthroughCluster', { bytes: 9 })],
    },
  ],
  [
    'certain host-network',
    'the caller is on the network of its host',
    {
      yaml: base.replace(
        '  serviceAccountName: frontend',
        '  hostNetwork: true\n  serviceAccountName: frontend',
      ),
    },
  ],
  [
    'likely egress-scope',
    'a Sidecar leaves the host out',
    { yaml: base + object('Sidecar', 'networking.istio.io', 'shop', '{ egress: [{ hosts: ["bank/*"] }] }') },
  ],
  [
    'likely not-exported',
    'the service is private to others',
    { yaml: pods + service('reviews', ', annotations: { networking.istio.io/exportTo: "~" }') },
  ],
  [
    'likely no-ready-endpoint',
    'no pod is ready',
    {
      yaml:
        pod('shop', 'frontend', { app: 'frontend' }) +
        pod('shop', 'reviews', { app: 'reviews' }, { ready: false }) +
        service('reviews'),
    },
  ],
  [
    'certain selects-nothing',
    'a Service without pods',
    { to: svcNode, yaml: pod('shop', 'frontend', { app: 'frontend' }) + service('reviews') },
  ],
  [
    'certain no-pods',
    'scaled to none',
    {
      yaml: `${pod('shop', 'frontend', { app: 'frontend' })}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews, namespace: shop }
spec: { replicas: 0, template: { metadata: { labels: { app: reviews } } } }
${service('reviews')}`,
    },
  ],
  ['likely no-service', 'no Service selects it', { yaml: pods }],
  [
    'possible denied',
    'an empty ALLOW policy',
    { yaml: base + object('AuthorizationPolicy', 'security.istio.io', 'shop', '{}') },
  ],
  [
    'possible denied',
    'a DENY rule for everything',
    {
      yaml:
        base + object('AuthorizationPolicy', 'security.istio.io', 'shop', '{ action: DENY, rules: [{}] }'),
    },
  ],
  [
    'likely metrics-off',
    'Telemetry switches metrics off',
    {
      yaml:
        base +
        object(
          'Telemetry',
          'telemetry.istio.io',
          'shop',
          '{ metrics: [{ overrides: [{ disabled: true }] }] }',
        ),
    },
  ],
  [
    'possible not-scraped',
    'pods ask not to be scraped',
    { yaml: annotate(base, 'prometheus.io/scrape: "false"') },
  ],
  [
    'possible no-series',
    'nothing is heard from a proxy',
    { edges: busy.filter(({ target }) => target !== to.id) },
  ],
  ['likely window-too-short', 'both are silent', { edges: [] }],
  ['possible window-too-short', 'one is silent', { edges: busy.filter(({ target }) => target !== to.id) }],
  [
    'possible not-configured',
    'nothing is known of the callee',
    { yaml: pod('shop', 'frontend', { app: 'frontend' }) },
  ],
  [
    'likely query-failed',
    'a query failed',
    { more: { missing: [{ query: 'tcp-sent', reason: 'timeout' }] } },
  ],
  [
    'certain no-access',
    'one end may not be read',
    { to: { ...to, kind: 'inaccessible', namespace: null, name: '' } },
  ],
])('%s: %s', (expected, _, given) => {
  expect(codesOf(given)).toContain(expected);
  for (const reason of ask(given).reasons) {
    expect(Object.values(reasonText(reason)).join(' ')).not.toMatch(/undefined|null|\[object/);
  }
});

test.each([
  ['excludeOutboundPorts', '"80"', 'frontend', true],
  ['excludeOutboundPorts', '"443, 8080"', 'frontend', true],
  ['excludeOutboundPorts', '"443"', 'frontend', false],
  ['excludeOutboundIPRanges', '10.96.0.0/12', 'frontend', true],
  ['excludeOutboundIPRanges', '192.168.0.0/16', 'frontend', false],
  ['includeOutboundIPRanges', '192.168.0.0/16', 'frontend', true],
  ['includeOutboundIPRanges', '"*"', 'frontend', false],
  ['excludeInboundPorts', '"8080"', 'reviews', true],
  ['excludeInboundPorts', '"80"', 'reviews', false],
  ['includeInboundPorts', '"9090"', 'reviews', true],
  ['includeInboundPorts', '"*"', 'reviews', false],
])('annotation %s of %s on %s keeps the call out of the proxy: %s', (name, value, who, expected) => {
  const annotated = annotate(pod('shop', who, { app: who }), `traffic.sidecar.istio.io/${name}: ${value}`);
  const rest =
    who === 'frontend'
      ? pod('shop', 'reviews', { app: 'reviews' })
      : pod('shop', 'frontend', { app: 'frontend' });
  const reasons = ask({ yaml: annotated + rest + service('reviews') }).reasons;
  expect(reasons.some(({ code }) => code === 'ports-excluded')).toBe(expected);
});

test('an egress host that covers the service, or a policy with rules, stands in no way', () => {
  const sidecar = object('Sidecar', 'networking.istio.io', 'shop', '{ egress: [{ hosts: ["./*"] }] }');
  const policy = object(
    'AuthorizationPolicy',
    'security.istio.io',
    'shop',
    '{ rules: [{ to: [{ operation: { ports: ["80"] } }] }] }',
  );
  expect(codesOf({ yaml: base + sidecar + policy })).toEqual(['possible no-call']);
});

test('an edge that the chosen namespaces leave out is there', () => {
  const there = call('shop/frontend > shop/reviews');
  const whole = graph(all, [...busy, there]);
  const answer = whyNoEdge({
    from,
    to,
    graph: whole,
    shown: inNamespaces(whole, new Set(['bank'])),
    snapshot: snapshotOf(base),
  });
  expect(answer.reasons[0]).toMatchObject({
    code: 'hidden-by-filter',
    certainty: 'certain',
    evidence: [{ edges: [there.id] }],
  });
});

const row = (example: Readonly<Record<string, string>>) =>
  unplaced.parse({ reason: 'missing-labels', metric: 'istio_requests_total', series: 3, rate: 1, example });

test('series that could not be placed count where they name one of the two, or where they may not be read', () => {
  const naming = { source_workload: 'frontend', source_workload_namespace: 'shop' };
  const both = { ...naming, destination_workload: 'reviews', destination_workload_namespace: 'shop' };
  const strangers = { source_workload: 'x', source_workload_namespace: 'y' };
  expect(codesOf({ more: { unplaced: [row(both)] } })).toEqual(['likely unplaced']);
  expect(codesOf({ more: { unplaced: [row(naming)] } })).toEqual(['possible unplaced']);
  expect(codesOf({ more: { unplaced: [row({ source_workload: 'frontend' })] } })).toEqual([
    'possible unplaced',
  ]);
  expect(codesOf({ more: { unplaced: [row({})] } })).toEqual(['possible unplaced']);
  expect(codesOf({ more: { unplaced: [row(strangers)] } })).toEqual(['possible no-call']);
  const [reason] = ask({ more: { unplaced: [row(both)] } }).reasons;
  expect(reason && reasonText(reason)).toMatchObject({ cure: unplacedCures['missing-labels'].cure });
});

test('what a Service receives is drawn at its workloads: it is not said to have received nothing', () => {
  const addressed = call('bank/ledger > shop/reviews', { count: 100 }, { service: by });
  const args = (edges: readonly GraphEdge[]) =>
    ask({ to: svcNode, nodes: [...all, svcNode], edges }).reasons.find(
      ({ code }) => code === 'window-too-short',
    )?.args.idle;
  expect(args([addressed])).toBe('shop/frontend sent nothing at all');
  expect(args([call('bank/ledger > shop/reviews')])).toContain('shop/reviews received nothing');
});

test('the surest reason comes first', () => {
  const given = {
    yaml:
      pod('shop', 'frontend', { app: 'frontend' }, { proxy: false }) +
      pod('shop', 'reviews', { app: 'reviews' }, { ready: false }) +
      service('reviews'),
    edges: [],
  };
  const found = codesOf(given).map((text) => text.split(' ')[0]);
  expect(found).toEqual(
    [...found].sort(
      (a, b) =>
        ['certain', 'likely', 'possible'].indexOf(a ?? '') -
        ['certain', 'likely', 'possible'].indexOf(b ?? ''),
    ),
  );
  expect(found[0]).toBe('certain');
});

test('a policy of a namespace that may not be read acts, and does not say what it holds', () => {
  const root = object('AuthorizationPolicy', 'security.istio.io', 'istio-system', '{}');
  const answer = ask({ yaml: base + root });
  expect(answer.reasons[0]?.evidence[0]?.object).toMatchObject({ namespace: 'istio-system' });
  const seen = readableReasons(answer, new Set(['shop']));
  expect(seen.reasons[0]).toMatchObject({ code: 'denied' });
  expect(seen.reasons[0]?.evidence).toEqual([
    { text: 'An object of kind AuthorizationPolicy in a namespace that you may not read' },
  ]);
  expect(readableReasons(answer, null)).toEqual(answer);
});

test.each([
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.3', '0.0.0.0/0', true],
  ['10.1.2.3', '10.1.2.3/33', false],
  ['10.1.2.3', 'nonsense', false],
  ['255.255.255.255', '255.255.255.0/24', true],
])('%s in %s: %s', (address, range, expected) => {
  expect(inRange(address, range)).toBe(expected);
});

test('every reason has its texts', () => {
  for (const [code, text] of Object.entries(reasonTexts)) {
    expect(text.title.length, code).toBeGreaterThan(5);
    expect(`${text.cause({})} ${text.cure({})}`.length, code).toBeGreaterThan(20);
  }
});

test('every reason for an unplaced series has its cure', () => {
  expect(Object.keys(unplacedCures).sort()).toEqual([...unplaced.shape.reason.options].sort());
  for (const { title, means, comesFrom, cure } of Object.values(unplacedCures)) {
    for (const text of [title, means, comesFrom, cure]) expect(text).toMatch(/^[A-Z].{10,}/);
  }
});
