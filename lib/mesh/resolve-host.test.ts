import { expect, test } from 'vitest';
import { resolveHost } from './resolve-host.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const cluster = clusterOf(`
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
---
apiVersion: v1
kind: Service
metadata: { name: ledger, namespace: bank, annotations: { networking.istio.io/exportTo: "." } }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: any, namespace: shop }
spec: { hosts: ["*.stripe.example"] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: api, namespace: shop }
spec: { hosts: [api.stripe.example] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: hidden, namespace: bank }
spec: { hosts: [rates.example], exportTo: ["."] }
`);

const found = (host: string, namespace: string, viewer?: string) => {
  const resolved = resolveHost(cluster, host, namespace, viewer);
  if (resolved === null) return null;
  return resolved.kind === 'service' ? resolved.service.metadata.name : resolved.entry.metadata.name;
};

test.each([
  ['a short name, in its own namespace', 'reviews', 'shop', undefined, 'reviews'],
  ['a short name elsewhere', 'reviews', 'bank', undefined, null],
  ['the full name', 'reviews.shop.svc.cluster.local', 'bank', undefined, 'reviews'],
  ['a half name is no name', 'reviews.shop', 'bank', undefined, null],
  ['a Service that is not exported', 'ledger.bank.svc.cluster.local', 'bank', 'shop', null],
  ['the same for its own namespace', 'ledger', 'bank', undefined, 'ledger'],
  ['an exact host before a wildcard', 'api.stripe.example', 'shop', undefined, 'api'],
  ['a wildcard', 'js.stripe.example', 'web', undefined, 'any'],
  ['an entry that is not exported', 'rates.example', 'shop', undefined, null],
  ['the same for its own namespace', 'rates.example', 'bank', undefined, 'hidden'],
  ['a host nobody has', 'nowhere.example', 'shop', undefined, null],
])('%s: %s', (_, host, namespace, viewer, name) => {
  expect(found(host, namespace, viewer)).toBe(name);
});
