import { expect, test } from 'vitest';
import { tlsToNamespace, wideReach } from './client-tls.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const rule = (namespace: string, host: string, mode: string) => `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: wide, namespace: ${namespace} }
spec: { host: '${host}', trafficPolicy: { tls: { mode: ${mode} } } }
`;

test.each([
  ['*.local', { kind: 'mesh' }],
  ['*.shop.svc.cluster.local', { kind: 'namespace', namespace: 'shop' }],
  ['cart.shop.svc.cluster.local', null],
  ['*.example.com', null],
])('a rule for %s reaches %o', (host, reach) => {
  const spec = { host };
  expect(wideReach({ apiVersion: '', kind: '', metadata: { name: 'a' }, spec })).toEqual(reach);
});

test('a rule of the namespace goes before that of the root namespace', () => {
  const mesh = rule('istio-system', '*.local', 'ISTIO_MUTUAL');
  const own = rule('shop', '*.shop.svc.cluster.local', 'DISABLE');
  expect(tlsToNamespace(clusterOf(mesh + own), 'shop')).toBe('plain');
  expect(tlsToNamespace(clusterOf(mesh + own), 'bank')).toBe('mutual');
  expect(tlsToNamespace(clusterOf(own), 'bank')).toBeNull();
});
