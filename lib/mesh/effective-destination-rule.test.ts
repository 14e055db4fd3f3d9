import { expect, test } from 'vitest';
import { effectiveDestinationRule } from './effective-destination-rule.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const host = 'reviews.shop.svc.cluster.local';
const rule = (name: string, namespace: string, spec: string, created = '2026-01-01T00:00:00Z') => `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: "${created}" }
spec: { ${spec} }
`;
const decide = (yaml: string, namespace: string, labels: Record<string, string> | null = null) =>
  effectiveDestinationRule(clusterOf(yaml), host, 'shop', { namespace, labels });
const names = (found: ReturnType<typeof decide>) =>
  found?.rules.map(({ object }) => `${object.namespace}/${object.name}`);

const ofService = rule('service', 'shop', 'host: reviews, subsets: [{ name: v1, labels: { version: v1 } }]');
const ofCaller = rule('caller', 'web', `host: ${host}`);
const ofRoot = rule('root', 'istio-system', `host: "*.shop.svc.cluster.local"`);

test('the caller’s namespace decides first and shadows the rest', () => {
  const found = decide(ofService + ofCaller + ofRoot, 'web');
  expect(names(found)).toEqual(['web/caller']);
  expect(found?.tier).toBe('caller');
  expect(found?.subsets.size).toBe(0);
});

test('then the service’s namespace, then the root namespace', () => {
  expect(names(decide(ofService + ofRoot, 'web'))).toEqual(['shop/service']);
  expect(names(decide(ofRoot, 'web'))).toEqual(['istio-system/root']);
  expect(decide('', 'web')).toBeNull();
});

test('a rule that is not exported does not reach other namespaces', () => {
  const own = rule('own', 'shop', 'host: reviews, exportTo: ["."]');
  expect(decide(own, 'web')).toBeNull();
  expect(names(decide(own, 'shop'))).toEqual(['shop/own']);
});

test('an exact host goes before a wildcard in the same namespace', () => {
  expect(names(decide(rule('wide', 'shop', 'host: "*.shop.svc.cluster.local"') + ofService, 'web'))).toEqual([
    'shop/service',
  ]);
});

test('rules of one host and namespace are merged: subsets join, the oldest policy stays', () => {
  const yaml =
    rule(
      'b',
      'shop',
      'host: reviews, trafficPolicy: { tls: { mode: DISABLE } }, subsets: [{ name: v2 }]',
      '2026-02-01T00:00:00Z',
    ) +
    rule(
      'a',
      'shop',
      'host: reviews, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }, subsets: [{ name: v1 }]',
    );
  const found = decide(yaml, 'web');
  expect(names(found)).toEqual(['shop/a', 'shop/b']);
  expect([...(found?.subsets.keys() ?? [])]).toEqual(['v1', 'v2']);
  expect(found?.trafficPolicy?.tls?.mode).toBe('ISTIO_MUTUAL');
});

test('a rule for the caller’s own workload goes before one for its namespace', () => {
  const own = rule('own', 'web', `host: ${host}, workloadSelector: { matchLabels: { app: front } }`);
  expect(names(decide(ofCaller + own, 'web', { app: 'front' }))).toEqual(['web/own']);
  expect(names(decide(ofCaller + own, 'web', { app: 'back' }))).toEqual(['web/caller']);
});
