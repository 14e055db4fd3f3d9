import { expect, test } from 'vitest';
import type { KubeObject } from '#lib/k8s/object.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { stepBetween } from './step-between.ts';

const ref = refTo('VirtualService', 'cart');
const before: KubeObject = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: {
    name: 'cart',
    namespace: 'shop',
    resourceVersion: '7',
    generation: 2,
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"spec":{"pruned":true}}' },
  },
  spec: { hosts: ['cart'], http: [{ timeout: '3s', unknown: { kept: true } }] },
};

test('it holds on the version that was read and writes what differs alone', () => {
  const after = {
    ...before,
    metadata: { ...before.metadata, labels: { team: 'shop' } },
    spec: { hosts: ['cart'], http: [{ timeout: '5s', unknown: { kept: true } }] },
  };
  expect(stepBetween(ref, before, after)).toEqual({
    do: 'patch',
    ref,
    resourceVersion: '7',
    generation: 2,
    patch: [
      { op: 'test', path: '/spec/http/0', value: { timeout: '3s', unknown: { kept: true } } },
      { op: 'add', path: '/metadata/labels', value: { team: 'shop' } },
      { op: 'replace', path: '/spec/http/0/timeout', value: '5s' },
    ],
  });
});

test('what the API server and controllers write is no difference', () => {
  const after = {
    ...before,
    apiVersion: 'networking.istio.io/v1beta1',
    metadata: { ...before.metadata, resourceVersion: '9', generation: 3, uid: 'x' },
    status: { observedGeneration: 3 },
  };
  expect(stepBetween(ref, before, after)).toBeNull();
});
