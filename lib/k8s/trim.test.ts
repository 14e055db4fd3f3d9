import { expect, test } from 'vitest';
import { trim } from './trim.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

test('managed fields keep who and when', () => {
  const managedFields = [
    {
      manager: 'kubectl',
      operation: 'Apply',
      time: '2026-01-01T00:00:00Z',
      fieldsType: 'FieldsV1',
      fieldsV1: { f: {} },
    },
    {
      manager: 'istiod',
      operation: 'Update',
      subresource: 'status',
      time: '2026-01-02T00:00:00Z',
      fieldsV1: {},
    },
  ];
  const metadata = { name: 'reviews', namespace: 'shop', managedFields };
  const trimmed = trim('VirtualService', {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata,
  });
  expect(trimmed.metadata.managedFields).toEqual([
    { manager: 'kubectl', operation: 'Apply', time: '2026-01-01T00:00:00Z' },
    { manager: 'istiod', operation: 'Update', subresource: 'status', time: '2026-01-02T00:00:00Z' },
  ]);
});

test.each([
  ['VirtualService', 'networking.istio.io/v1', true],
  ['HTTPRoute', 'gateway.networking.k8s.io/v1', true],
  ['Service', 'v1', false],
] as const)('the last-applied copy of a %s', (kind, apiVersion, kept) => {
  const metadata = { name: 'x', annotations: { [lastApplied]: '{}', note: 'y' } };
  const trimmed = trim(kind, { apiVersion, kind, metadata, spec: { unknown: 1 } });
  expect(Object.keys(trimmed.metadata.annotations ?? {}).includes(lastApplied)).toBe(kept);
  expect(trimmed.metadata.annotations?.note).toBe('y');
  expect(trimmed.spec).toEqual({ unknown: 1 });
});

test('a pod keeps what is read of it and loses what is heavy', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'reviews-1',
      annotations: {
        'sidecar.istio.io/status': '{"revision":"1-24","volumes":["a"]}',
        'kiali.io/ignore-validations': 'KIA1313',
        heavy: 'x'.repeat(1000),
      },
    },
    spec: {
      serviceAccountName: 'reviews',
      volumes: [{ name: 'v' }],
      containers: [
        { name: 'app', image: 'app:1', args: ['serve'], env: [{ name: 'PASSWORD', value: 'hunter2' }] },
        { name: 'istio-proxy', image: 'proxy:1', args: ['proxy', 'sidecar'], env: [] },
      ],
    },
    status: {
      phase: 'Running',
      podIP: '10.0.0.1',
      qosClass: 'Burstable',
      containerStatuses: [{ name: 'app', ready: true, imageID: 'sha' }],
    },
  };
  const trimmed = trim('Pod', pod);
  const text = JSON.stringify(trimmed);
  expect(text).not.toMatch(/hunter2|heavy|volumes|imageID|qosClass|"serve"/);
  expect(trimmed.metadata.annotations).toEqual({
    'sidecar.istio.io/status': '1-24',
    'kiali.io/ignore-validations': 'KIA1313',
  });
  expect(text).toContain('"args":["proxy","sidecar"]');
  expect(text).toContain('10.0.0.1');
});

test('the object given is not changed', () => {
  const object = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'x', annotations: { [lastApplied]: '{}' } },
  };
  const before = structuredClone(object);
  trim('Service', object);
  expect(object).toEqual(before);
});

test('of settings in the environment only those of istiod that are read stay', () => {
  const env = [
    { name: 'BLOCKED_CIDRS_IN_JWKS_URIS', value: '10.0.0.0/8' },
    { name: 'PASSWORD', value: 'hunter2' },
  ];
  const template = {
    spec: {
      containers: [
        { name: 'discovery', env },
        { name: 'other', env, securityContext: { runAsUser: 1337, privileged: true } },
      ],
    },
  };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'istiod' },
    spec: { template },
  };
  const text = JSON.stringify(trim('Deployment', deployment));
  expect(text).toContain('"env":[{"name":"BLOCKED_CIDRS_IN_JWKS_URIS","value":"10.0.0.0/8"}]');
  expect(text).toContain('"securityContext":{"runAsUser":1337}');
  expect(text).not.toMatch(/hunter2|privileged/);
  expect(text.match(/"env"/g)).toHaveLength(1);
});
