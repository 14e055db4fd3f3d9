import { expect, test } from 'vitest';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import { readableSimulation } from './readable.ts';
import { sentenceOf } from './sentence.ts';
import { simulate } from './simulate.ts';
import { stepsOf } from './simulation.ts';

const cluster = clusterOf(`
apiVersion: v1
kind: Service
metadata: { name: vault, namespace: treasury }
spec: { selector: { app: vault }, ports: [{ name: http, port: 80 }] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: secret-rule, namespace: treasury }
spec: { rules: [{ from: [{ source: { principals: [cluster.local/ns/treasury/sa/keeper] } }] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: hidden-route, namespace: treasury }
spec: { hosts: [vault], http: [{ route: [{ destination: { host: vault } }], timeout: 3s }] }
${pod('shop', 'page', { app: 'page' })}
${pod('treasury', 'vault', { app: 'vault' })}
`);

test('the verdict stands, and nothing is named that may not be read', () => {
  const whole = simulate(cluster, {
    from: { kind: 'workload', namespace: 'shop', name: 'page' },
    protocol: 'http',
    method: 'GET',
    host: 'x',
    authority: 'vault.treasury',
    port: 80,
    path: '/',
    headers: {},
    token: null,
  });
  if (whole === null) throw new Error('the fixture has the caller');
  expect(JSON.stringify(whole)).toMatch(/vault.*secret-rule/);
  const covered = readableSimulation(whole, new Set(['shop']));
  expect(sentenceOf(covered)).toBe(sentenceOf(whole));
  expect(JSON.stringify(covered).replaceAll('vault.treasury"', '')).not.toMatch(
    /treasury|secret-rule|hidden-route|keeper/,
  );
});

test('a path, a block of addresses and a label are no names of objects', () => {
  const open = clusterOf(`
apiVersion: v1
kind: Service
metadata: { name: page, namespace: shop }
spec: { selector: { app: page }, ports: [{ name: http, port: 80 }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: page, namespace: shop }
spec: { podSelector: { matchLabels: { app: page } }, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: page, namespace: shop }
spec: { rules: [{ to: [{ operation: { paths: ["/vault/*"] } }] }] }
${pod('shop', 'page', { app: 'page' }, { ip: '192.168.0.2' })}
${pod('shop', 'other', { app: 'other' }, { ip: '192.168.0.1' })}
`);
  const whole = simulate(open, {
    from: { kind: 'workload', namespace: 'shop', name: 'other' },
    protocol: 'http',
    method: 'GET',
    host: 'page',
    authority: null,
    port: 80,
    path: '/treasury/vault',
    headers: {},
    token: null,
  });
  if (whole === null) throw new Error('the fixture has the caller');
  const readable = readableSimulation(whole, new Set(['shop']));
  expect(stepsOf(readable).filter(({ code }) => code === 'covered')).toEqual([]);
  expect(stepsOf(readable).map(({ code }) => code)).toEqual(
    expect.arrayContaining(['network-ingress-barred', 'authz-not-allowed']),
  );
});
