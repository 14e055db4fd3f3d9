import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import { certificateState } from '../certificate-state.ts';
import type { EnvoyCluster } from '../clusters.ts';
import type { EnvoyRoute } from '../routes.ts';
import { certificateDifferences } from './certificates.ts';
import { ejectedDifferences } from './ejected.ts';
import { endpointDifferences } from './endpoints.ts';
import { subsetDifferences } from './subsets.ts';
import { syncDifferences } from './sync.ts';
import { weightDifferences } from './weights.ts';

const shop = `
${pod('shop', 'cart-v1', { app: 'cart', version: 'v1' })}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {clusterIP: 10.96.0.7, selector: {app: cart}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: headless, namespace: shop}
spec: {clusterIP: None, selector: {app: cart}, ports: [{name: http, port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: cart-1, namespace: shop, labels: {kubernetes.io/service-name: cart}}
addressType: IPv4
ports: [{name: http, port: 8080}]
endpoints:
  - {addresses: [10.0.0.1], conditions: {ready: true}, targetRef: {kind: Pod, namespace: shop, name: cart-v1-5d4f7c9b6-0}}
  - {addresses: [10.0.0.2], conditions: {ready: true}}
  - {addresses: [10.0.0.3], conditions: {ready: false}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec:
  host: cart
  trafficPolicy: {outlierDetection: {consecutive5xxErrors: 3}}
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
    - match: [{headers: {x-user: {exact: jason}}}]
      route: [{destination: {host: cart, subset: v2}}]
    - route:
        - {destination: {host: cart, subset: v1}, weight: 90}
        - {destination: {host: cart, subset: v2}, weight: 10}
`;
const cluster = clusterOf(shop);
const place = { cluster, caller: { namespace: 'shop', labels: { app: 'front' } } };
const host = 'cart.shop.svc.cluster.local';

const envoys = (subset: string | null, addresses: readonly string[], more: object = {}): EnvoyCluster => ({
  name: `outbound|80|${subset ?? ''}|${host}`,
  direction: 'outbound',
  port: 80,
  subset,
  host,
  limits: { connections: null, pending: null, requests: null, retries: null },
  hosts: addresses.map((address) => ({
    address,
    health: 'HEALTHY',
    ejected: false,
    flags: [],
    priority: 0,
    zone: null,
    weight: 1,
    requests: null,
    errors: null,
    timeouts: null,
    active: null,
    ...more,
  })),
});
const whole = envoys(null, ['10.0.0.1:8080', '10.0.0.2:8080']);
const says = (found: readonly { says: string }[]) => found.map((each) => each.says);

test('a proxy that knows what is declared differs in nothing', () => {
  const subsets = [whole, envoys('v1', ['10.0.0.1:8080']), envoys('v2', [])];
  for (const differences of [endpointDifferences, subsetDifferences, ejectedDifferences])
    expect(differences(place, subsets)).toEqual([]);
});

test('an endpoint that it lacks, and one that is gone', () => {
  const [lacking, gone] = endpointDifferences(place, [envoys(null, ['10.0.0.1:8080', '10.9.9.9:8080'])]);
  expect(lacking).toMatchObject({
    code: 'endpoint-lacking',
    level: 'fail',
    says: `${host}:80: the proxy does not know 1 of 2 ready endpoints (10.0.0.2:8080).`,
    object: { kind: 'Service', namespace: 'shop', name: 'cart' },
  });
  expect(gone).toMatchObject({
    code: 'endpoint-gone',
    says: expect.stringContaining('still sends to 10.9.9.9:8080'),
  });
});

test('in a mesh of several networks hosts of other clusters are no difference, what is lacking is one', () => {
  const networked = clusterOf(`${shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: istio-system, labels: {topology.istio.io/network: net1}}
`);
  const found = endpointDifferences({ ...place, cluster: networked }, [
    envoys(null, ['10.0.0.1:8080', '10.9.9.9:8080']),
  ]);
  expect(found.map(({ code }) => code)).toEqual(['endpoint-lacking']);
});

test('of a Service to which gateways send by its waypoint nothing is asked', () => {
  const byWaypoint = clusterOf(
    shop.replace(
      'name: cart, namespace: shop}\nspec: {clusterIP',
      'name: cart, namespace: shop, labels: {istio.io/ingress-use-waypoint: "true"}}\nspec: {clusterIP',
    ),
  );
  expect(endpointDifferences({ ...place, cluster: byWaypoint }, [envoys(null, ['10.9.9.9:15008'])])).toEqual(
    [],
  );
  expect(endpointDifferences(place, [envoys(null, ['10.9.9.9:15008'])])).not.toEqual([]);
});

test('an endpoint that is not ready is neither lacking nor gone, and one that drains is not sent to', () => {
  expect(
    endpointDifferences(place, [envoys(null, ['10.0.0.1:8080', '10.0.0.2:8080', '10.0.0.3:8080'])]),
  ).toEqual([]);
  const drains = envoys(null, ['10.9.9.9:8080'], { health: 'DRAINING' }).hosts;
  expect(endpointDifferences(place, [{ ...whole, hosts: [...whole.hosts, ...drains] }])).toEqual([]);
});

test('a subset has the endpoints of its pods', () => {
  expect(says(endpointDifferences(place, [envoys('v1', [])]))).toEqual([
    `${host}:80, subset v1: the proxy does not know 1 of 1 ready endpoints (10.0.0.1:8080).`,
  ]);
});

test('of a headless Service and of a host that nobody declares nothing is asked', () => {
  const named = (name: string) => ({ ...envoys(null, []), host: name, name: `outbound|80||${name}` });
  const asked = [named('headless.shop.svc.cluster.local'), named('api.example.com')];
  expect(endpointDifferences(place, asked)).toEqual([]);
});

test('a subset that it lacks, with the rule that defines it', () => {
  expect(subsetDifferences(place, [whole, envoys('v1', [])])).toEqual([
    {
      code: 'subset-lacking',
      level: 'fail',
      says: `${host}:80: the proxy has no cluster for subset v2.`,
      object: expect.objectContaining({ kind: 'DestinationRule', name: 'cart' }),
      path: 'spec.subsets',
    },
  ]);
});

test('ejected hosts, with the rule that asks for it; all of them is a failure', () => {
  const one = { ...whole, hosts: whole.hosts.map((each, i) => ({ ...each, ejected: i === 0 })) };
  expect(ejectedDifferences(place, [one])).toMatchObject([
    {
      level: 'warn',
      says: `${host}:80: outlier detection has put out 1 of 2 hosts (10.0.0.1:8080).`,
      object: { kind: 'DestinationRule' },
      path: 'spec.trafficPolicy.outlierDetection',
    },
  ]);
  expect(ejectedDifferences(place, [envoys(null, ['10.0.0.1:8080'], { ejected: true })])[0]?.level).toBe(
    'fail',
  );
});

const route = (shares: Readonly<Record<string, number>>, name = 'cart'): EnvoyRoute => ({
  name: '',
  match: 'any path',
  targets: Object.entries(shares).map(([subset, share]) => ({
    cluster: `outbound|80|${subset}|${host}`,
    share,
  })),
  instead: null,
  timeout: null,
  retries: null,
  virtualService: { namespace: 'shop', name },
});
const inHost = (...routes: EnvoyRoute[]) => [{ config: '80', name: `${host}:80`, domains: [], routes }];

test('weights as declared, in whichever rule', () => {
  expect(weightDifferences(place, inHost(route({ v2: 1 }), route({ v1: 0.9, v2: 0.1 })))).toEqual([]);
});

test('weights that differ, with both and the rule', () => {
  const found = weightDifferences(place, inHost(route({ v1: 0.75, v2: 0.25 })));
  expect(found).toMatchObject([
    { code: 'weight-differs', object: { kind: 'VirtualService' }, path: 'spec.http[1]' },
  ]);
  expect(found[0]?.says).toMatch(
    /sends 75\s%\sto v1, 25\s%\sto v2; declared is 90\s%\sto v1, 10\s%\sto v2\./,
  );
});

test('a route of a VirtualService that is gone', () => {
  expect(weightDifferences(place, inHost(route({ v1: 1 }, 'old')))).toMatchObject([
    { code: 'route-of-nothing' },
  ]);
});

const hour = 3600;
const at = epochSeconds.parse(1_000_000_000);
const lasting = (from: number, to: number) => ({
  from: epochSeconds.parse(at + from),
  to: epochSeconds.parse(at + to),
});

test.each([
  ['a workload certificate of a day, fresh', -hour, 23 * hour, 'valid'],
  ['at half its life, when it is renewed', -12 * hour, 12 * hour, 'valid'],
  ['in its last quarter', -20 * hour, 4 * hour, 'near'],
  ['a root with a year to go', -1000 * 24 * hour, 365 * 24 * hour, 'valid'],
  ['a gateway certificate with three weeks to go', -69 * 24 * hour, 21 * 24 * hour, 'near'],
  ['out of date', -25 * hour, -hour, 'expired'],
  ['of tomorrow', hour, 25 * hour, 'not-yet'],
])('%s (%d s to %d s) is %s', (_, from, to, state) => {
  expect(certificateState(lasting(from, to), at)).toBe(state);
});

test('certificates that are out of date or near it', () => {
  const named = (from: number, to: number) => ({
    role: 'own' as const,
    serial: 'ab',
    names: ['spiffe://cluster.local/ns/shop/sa/cart'],
    uses: 1,
    ...lasting(from, to),
  });
  const found = certificateDifferences(
    [named(-hour, 23 * hour), named(-25 * hour, -hour), named(-22 * hour, 2 * hour)],
    at,
  );
  expect(found.map(({ code, level }) => [code, level])).toEqual([
    ['certificate-expired', 'fail'],
    ['certificate-near', 'warn'],
  ]);
});

test('what was sent and not taken; never sent is nothing', () => {
  const part = { sent: 'a', acked: 'a', error: '' };
  const parts = [
    { ...part, part: 'cluster' as const, state: 'synced' as const },
    { ...part, part: 'listener' as const, state: 'stale' as const, error: 'bad filter' },
    { ...part, part: 'route' as const, state: 'not-sent' as const },
    { ...part, part: 'endpoint' as const, state: 'never-acknowledged' as const },
  ];
  expect(says(syncDifferences({ istioVersion: '1.30', parts }))).toEqual([
    'The proxy has not taken the listeners that istiod sent last. It refused them: bad filter',
    'The proxy has never acknowledged any endpoints.',
  ]);
});
