import { expect, test } from 'vitest';
import { effectiveSidecar, egressOf } from './effective-sidecar.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const sidecar = (name: string, namespace: string, spec: string) => `
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${spec} }
`;
const subject = { namespace: 'shop', labels: { app: 'cart' } };
const meshWide = sidecar('mesh', 'istio-system', 'egress: [{ hosts: ["./*"] }]');
const namespaceWide = sidecar('ns', 'shop', 'egress: [{ hosts: ["./*", "bank/*"] }]');
const own = sidecar(
  'own',
  'shop',
  'workloadSelector: { labels: { app: cart } }, egress: [{ hosts: ["*/pay.bank.svc.cluster.local"] }]',
);

test.each([
  ['its own', meshWide + namespaceWide + own, 'own'],
  ['its namespace’s', meshWide + namespaceWide, 'ns'],
  ['the root namespace’s', meshWide, 'mesh'],
  ['none', '', null],
])('the Sidecar of a workload: %s', (_, yaml, name) => {
  expect(effectiveSidecar(clusterOf(yaml), subject)?.object.name ?? null).toBe(name);
});

test.each([
  [namespaceWide, 'reviews.shop.svc.cluster.local', 'shop', 'spec.egress[0].hosts[0]'],
  [namespaceWide, 'pay.bank.svc.cluster.local', 'bank', 'spec.egress[0].hosts[1]'],
  [namespaceWide, 'front.web.svc.cluster.local', 'web', null],
  [own, 'pay.bank.svc.cluster.local', 'bank', 'spec.egress[0].hosts[0]'],
  [sidecar('empty', 'shop', ''), 'front.web.svc.cluster.local', 'web', 'spec.egress'],
])('%# what it lets the proxy know', (yaml, host, namespace, path) => {
  const found = effectiveSidecar(clusterOf(yaml), subject);
  expect(found === null ? null : (egressOf(found, host, namespace)?.path ?? null)).toBe(path);
});
