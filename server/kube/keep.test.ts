import { expect, test } from 'vitest';
import { keeperOf } from './keep.ts';

const map = (name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'istio-system' },
  data,
});

test.each([
  ['istio', { mesh: 'a: b', other: 'x' }, { mesh: 'a: b' }],
  ['istio-1-24', { mesh: 'a: b' }, { mesh: 'a: b' }],
  ['istio-sidecar-injector', { values: '{}', config: 'c' }, { values: '{}', config: 'c' }],
])('%s is kept, with what is read of it', (name, data, kept) => {
  expect(keeperOf('ConfigMap')(map(name, data))).toMatchObject({ data: kept });
});

test.each([
  ['kube-root-ca.crt', { 'ca.crt': 'x' }],
  ['istio-ca-root-cert', { 'root-cert.pem': 'x' }],
  ['settings', { mesh: 'not ours' }],
  ['istio-leader', {}],
])('%s is dropped', (name, data) => {
  expect(keeperOf('ConfigMap')(map(name, data))).toBeNull();
});
