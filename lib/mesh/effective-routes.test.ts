import { expect, test } from 'vitest';
import { callerOf, rulesReaching, targetWorkloads } from './effective-routes.ts';
import type { RouteCaller } from './route.ts';
import { clusterOf, pod } from './testing/snapshot-of.ts';
import { workloadAt } from './workloads.ts';

const host = 'reviews.shop.svc.cluster.local';
const mesh = (namespace: string, labels: Record<string, string> | null = null): RouteCaller => ({
  namespace,
  labels,
  gateways: null,
});
const virtualService = (name: string, spec: string, namespace = 'shop', created = '2026-01-01T00:00:00Z') => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: ${namespace}
  creationTimestamp: "${created}"
  managedFields:
    - { manager: kubectl, time: "2026-03-01T00:00:00Z" }
    - { manager: istiod, subresource: status, time: "2026-09-01T00:00:00Z" }
spec: { ${spec} }
`;
const to = (subset: string, weight: number) =>
  `{ destination: { host: reviews, subset: ${subset} }, weight: ${weight} }`;
const canary = virtualService(
  'reviews',
  `hosts: [reviews], http: [{ route: [${to('v1', 9)}, ${to('v2', 1)}] }]`,
);
const reaching = (yaml: string, caller: RouteCaller) =>
  rulesReaching(clusterOf(yaml), host, caller).map(({ route, rule }) => `${route.object.name} ${rule.path}`);

test('weights are shares of their sum; a status write is no change of the route', () => {
  const [found] = rulesReaching(clusterOf(canary), host, mesh('web'));
  expect(found?.targets.map(({ weight, declared }) => [weight, declared])).toEqual([
    [9, 0.9],
    [1, 0.1],
  ]);
  expect(found?.route.changedAt).toBe(Date.parse('2026-03-01T00:00:00Z') / 1000);
});

test('a lone destination takes everything, whatever its weight says', () => {
  const yaml = virtualService(
    'one',
    'hosts: [reviews], http: [{ route: [{ destination: { host: reviews } }] }]',
  );
  expect(rulesReaching(clusterOf(yaml), host, mesh('web'))[0]?.targets[0]?.declared).toBe(1);
});

test('several rules that can send there are all named', () => {
  const rules = `{ match: [{ headers: { beta: { exact: "1" } } }], route: [${to('v2', 100)}] }, { route: [${to('v1', 100)}] }`;
  expect(reaching(virtualService('reviews', `hosts: [reviews], http: [${rules}]`), mesh('web'))).toEqual([
    'reviews spec.http[0]',
    'reviews spec.http[1]',
  ]);
});

test('a rule for other callers does not count', () => {
  const rules = `{ match: [{ sourceLabels: { app: front } }], route: [${to('v2', 100)}] }, { route: [${to('v1', 100)}] }`;
  const yaml = virtualService('reviews', `hosts: [reviews], http: [${rules}]`);
  expect(reaching(yaml, mesh('web', { app: 'back' }))).toEqual(['reviews spec.http[1]']);
  expect(reaching(yaml, mesh('web', { app: 'front' }))).toHaveLength(2);
});

test('exportTo hides a route from other namespaces', () => {
  const yaml = virtualService(
    'reviews',
    `hosts: [reviews], exportTo: ["."], http: [{ route: [${to('v1', 1)}] }]`,
  );
  expect(reaching(yaml, mesh('web'))).toEqual([]);
  expect(reaching(yaml, mesh('shop'))).toHaveLength(1);
});

test('of two VirtualServices for one host in the mesh the older is used', () => {
  const younger = virtualService(
    'younger',
    `hosts: [reviews], http: [{ route: [${to('v1', 1)}] }]`,
    'shop',
    '2026-02-01T00:00:00Z',
  );
  expect(reaching(younger + canary, mesh('web'))).toEqual(['reviews spec.http[0]']);
});

test('a gateway takes the routes bound to the Gateways it serves, and the mesh those bound to none', () => {
  const gateway = `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: web }
spec: { selector: { istio: ingressgateway } }
`;
  const bound = virtualService(
    'edge',
    `hosts: [shop.example], gateways: [web/public], http: [{ route: [${to('v1', 1)}] }]`,
  );
  const yaml = gateway + bound + canary + pod('istio-system', 'ingress', { istio: 'ingressgateway' });
  const cluster = clusterOf(yaml);
  const ingress = workloadAt(cluster, 'istio-system', 'ingress');
  expect(ingress?.gateway).toBe(true);
  const caller = ingress === null ? mesh('none') : callerOf(cluster, ingress);
  expect(caller.gateways).toEqual(['web/public']);
  expect(reaching(yaml, caller)).toEqual(['edge spec.http[0]']);
  expect(reaching(yaml, mesh('web'))).toEqual(['reviews spec.http[0]']);
});

test('a delegate’s rules count where its root is used', () => {
  const root = virtualService(
    'root',
    'hosts: [reviews], http: [{ delegate: { name: part, namespace: shop } }]',
  );
  const part = virtualService('part', `http: [{ route: [${to('v1', 1)}] }]`);
  expect(reaching(root + part, mesh('web'))).toEqual(['part spec.http[0]']);
  expect(reaching(part, mesh('web'))).toEqual([]);
});

test('a subset selects the workloads that have its labels', () => {
  const yaml = `${canary}
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec: { selector: { app: reviews } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec: { host: reviews, subsets: [{ name: v1, labels: { version: v1 } }] }
${pod('shop', 'reviews-v1', { app: 'reviews', version: 'v1' })}${pod('shop', 'reviews-v2', { app: 'reviews', version: 'v2' })}`;
  const cluster = clusterOf(yaml);
  const targets = rulesReaching(cluster, host, mesh('web'))[0]?.targets ?? [];
  const names = targets.map((target) =>
    targetWorkloads(cluster, target, mesh('web')).map(({ name }) => name),
  );
  // v2 is no subset of the rule: requests for it end nowhere.
  expect(names).toEqual([['reviews-v1'], []]);
});

const httpRoute = (parent: string, namespace: string) => `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: reviews, namespace: ${namespace} }
spec:
  parentRefs: [${parent}]
  rules:
    - backendRefs: [{ name: reviews, namespace: shop, weight: 3 }, { name: reviews-v2, namespace: shop }]
`;
const toService = '{ group: "", kind: Service, name: reviews, namespace: shop }';

test('an HTTPRoute on a Service: weights default to 1, another namespace’s route holds for its own callers', () => {
  const producer = rulesReaching(clusterOf(httpRoute(toService, 'shop')), host, mesh('web'));
  expect(producer[0]?.rule.targets.map(({ declared }) => declared)).toEqual([0.75, 0.25]);
  expect(reaching(httpRoute(toService, 'web'), mesh('web'))).toHaveLength(1);
  expect(reaching(httpRoute(toService, 'web'), mesh('bank'))).toEqual([]);
});

test('an HTTPRoute on a Gateway holds for that gateway', () => {
  const yaml = httpRoute('{ name: public }', 'shop');
  expect(reaching(yaml, { namespace: 'shop', labels: null, gateways: ['k8s:shop/public'] })).toHaveLength(1);
  expect(reaching(yaml, mesh('shop'))).toEqual([]);
});
