import { expect, test } from 'vitest';
import { type JsonObject, listAt, objectAt } from '#lib/core/json.ts';
import { loadResourceTypes } from './built-in-types.ts';
import { checkObject } from './check.ts';
import type { ResourceType } from './types.ts';

const types = loadResourceTypes();
const typeNamed = (kind: string, group?: string): ResourceType => {
  const type = types.find((t) => t.kind === kind && (group === undefined || t.group === group));
  if (!type) throw new Error(`no type ${kind}`);
  return type;
};

const check = (kind: string, object: JsonObject, group?: string) =>
  checkObject(typeNamed(kind, group), { metadata: { name: 'a', namespace: 'b' }, ...object });

const route = (fields: JsonObject) => ({
  spec: { hosts: ['a'], http: [{ ...fields, route: [{ destination: { host: 'a' } }] }] },
});

test('a misspelt field of a VirtualService is pruned and named', () => {
  const { object, unknown, invalid } = check('VirtualService', route({ retryPolicy: { attempts: 3 } }));
  expect(unknown.map((p) => p.path)).toEqual(['spec.http[0].retryPolicy']);
  expect(invalid).toEqual([]);
  expect(object.spec).toEqual(route({}).spec);
});

test('two ways to match one text are refused, as are unknown enum values', () => {
  const match = [{ uri: { exact: '/', prefix: '/a' } }];
  expect(check('VirtualService', route({ match })).invalid[0]?.message).toContain(
    'Found 2 valid alternatives',
  );
  const mode = check('PeerAuthentication', { spec: { mtls: { mode: 'MAYBE' } } }).invalid[0];
  expect(mode?.path).toBe('spec.mtls.mode');
  expect(mode?.message).toContain('"UNSET", "DISABLE", "PERMISSIVE", "STRICT"');
});

test('free parts keep any field: an EnvoyFilter patch, a plugin configuration, a status of Istio', () => {
  const patch = { operation: 'MERGE', value: { name: 'x', typed_config: { any: [1, { b: true }] } } };
  const filter = { spec: { configPatches: [{ applyTo: 'CLUSTER', patch }] }, status: { later: 1 } };
  expect(check('EnvoyFilter', filter)).toMatchObject({ object: filter, unknown: [], invalid: [] });
  const plugin = { spec: { url: 'oci://a', pluginConfig: { any: { thing: [1] } } } };
  expect(check('WasmPlugin', plugin)).toMatchObject({ object: plugin, unknown: [], invalid: [] });
});

test('numbers, quantities and ports that may be names', () => {
  const container = (resources: JsonObject): JsonObject => ({
    spec: { containers: [{ name: 'a', image: 'a', resources }] },
  });
  expect(check('Pod', container({ limits: { cpu: 0.5, memory: '1Gi' } })).invalid).toEqual([]);
  expect(check('Pod', container({ limits: { cpu: true } })).invalid[0]?.path).toBe(
    'spec.containers[0].resources.limits.cpu',
  );
  const ports = [{ port: 80, targetPort: 'http' }, { port: 1.5 }];
  expect(check('Service', { spec: { ports } }).invalid.map((p) => p.path)).toEqual(['spec.ports[1].port']);
});

test('defaults of a Service and of a Deployment', () => {
  const service = check('Service', { spec: { ports: [{ port: 80 }] } }).object;
  expect(service.spec).toEqual({
    type: 'ClusterIP',
    sessionAffinity: 'None',
    internalTrafficPolicy: 'Cluster',
    ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
  });
  const template = {
    metadata: { labels: { app: 'a' } },
    spec: { containers: [{ name: 'a', image: 'r:5000/a:1' }] },
  };
  const deployment = check('Deployment', {
    spec: { selector: { matchLabels: { app: 'a' } }, template },
  }).object;
  expect(deployment.spec).toMatchObject({
    replicas: 1,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
  });
  const pod = objectAt(objectAt(objectAt(deployment, 'spec'), 'template'), 'spec');
  expect(pod).toMatchObject({ restartPolicy: 'Always', dnsPolicy: 'ClusterFirst' });
  expect(listAt(pod, 'containers')[0]).toMatchObject({ imagePullPolicy: 'IfNotPresent' });
});

test.each([
  ['nginx', 'Always'],
  ['nginx:latest', 'Always'],
  ['r:5000/nginx', 'Always'],
  ['nginx:1', 'IfNotPresent'],
  ['nginx@sha256:aa', 'IfNotPresent'],
])('the image %s is pulled %s', (image, policy) => {
  const { object } = check('Pod', { spec: { containers: [{ name: 'a', image }] } });
  expect(listAt(object.spec, 'containers')[0]).toMatchObject({ imagePullPolicy: policy });
});

test('defaults of the Gateway API', () => {
  const rules = [{ backendRefs: [{ name: 'a', port: 80 }] }];
  const { object, invalid } = check('HTTPRoute', { spec: { parentRefs: [{ name: 'g' }], rules } });
  expect(invalid).toEqual([]);
  expect(object.spec).toEqual({
    parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'g' }],
    rules: [
      {
        backendRefs: [{ group: '', kind: 'Service', name: 'a', port: 80, weight: 1 }],
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
      },
    ],
  });
});

test('null in metadata and in built-in kinds is absence', () => {
  const metadata = { name: 'a', creationTimestamp: null };
  expect(check('VirtualService', { metadata, ...route({}) }).invalid).toEqual([]);
  expect(check('Service', { metadata, spec: { ports: null } })).toMatchObject({ unknown: [], invalid: [] });
});

test('required fields of built-in kinds are those that the API server demands', () => {
  const paths = (kind: string, object: JsonObject) => check(kind, object).invalid.map((p) => p.path);
  expect(paths('Pod', { spec: { containers: [{}] } })).toEqual(['spec.containers[0].name']);
  expect(paths('EndpointSlice', { addressType: 'IPv4' })).toEqual([]);
  expect(paths('Pod', { spec: { containers: [{ name: 'a' }] }, status: { conditions: [{}] } })).toEqual([]);
});

test('a kind that no package describes keeps everything', () => {
  const rollout = { spec: { strategy: { canary: { steps: [{ setWeight: 20 }] } } } };
  expect(check('Rollout', rollout)).toMatchObject({ object: rollout, unknown: [], invalid: [] });
});
