import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { findingText } from '#lib/validation/codes.ts';
import { checkSchema } from '#lib/validation/schema/check-schema.ts';
import { ghostFields } from '#lib/validation/schema/ghost-fields.ts';
import { readSchemas } from './schemas.ts';

const found = readSchemas(path.join(import.meta.dirname, '../generated/schemas'));
if (found === null) throw new Error('the schemas are generated before the tests');
const schemas = found;

const group = 'networking.istio.io';
const refOf = (kind: string) => ({
  cluster: clusterId.parse('c'),
  group,
  kind,
  namespace: 'shop',
  name: 'cart',
});
const object = (kind: string, spec: unknown, version = 'v1', annotations = {}): KubeObject => ({
  apiVersion: `${group}/${version}`,
  kind,
  metadata: { name: 'cart', namespace: 'shop', annotations },
  spec,
});
const says = (kind: string, spec: unknown, version?: string) =>
  checkSchema(schemas, object(kind, spec, version), refOf(kind)).map(
    (finding) => `${finding.code} ${finding.path}: ${findingText(finding)}`,
  );

const host = { hosts: ['cart'] };
const routed = (more: object) => ({
  ...host,
  http: [{ route: [{ destination: { host: 'cart' } }], ...more }],
});

test('a good object breaks nothing', () => {
  expect(says('VirtualService', routed({ timeout: '5s', retries: { attempts: 2 } }))).toEqual([]);
});

test.each([
  [
    'a misspelt field',
    routed({ timeuot: '5s' }),
    /^WEFT0100 spec\.http\[0\]\.timeuot: .*Did you mean "timeout"\?/,
  ],
  ['a field by another name', routed({ retryPolicy: {} }), /Did you mean "retries"\?/],
  ['a field in the wrong place', { ...routed({}), subset: 'v1' }, /Did you mean "spec\.[^"]*subset"\?/],
  [
    'a wrong type',
    routed({ retries: { attempts: 'two' } }),
    /^WEFT0101 .*attempts" takes an integer, and is the string "two"/,
  ],
  ['a list that is none', { hosts: 'cart' }, /^WEFT0101 spec\.hosts/],
])('%s is told, with what was meant', (_, spec, text) => {
  expect(says('VirtualService', spec).join('\n')).toMatch(text);
});

test('a value that is not known is told beside those that are', () => {
  const spec = { host: 'cart', trafficPolicy: { loadBalancer: { simple: 'ROUND_ROBBIN' } } };
  expect(says('DestinationRule', spec)).toEqual([
    expect.stringMatching(/^WEFT0102 .*Did you mean "ROUND_ROBIN"\?/),
  ]);
});

test('an older version is a hint, one that does not exist an error; other kinds are not judged', () => {
  expect(says('VirtualService', routed({}), 'v1beta1')).toEqual([expect.stringMatching(/^WEFT0106/)]);
  expect(says('VirtualService', routed({}), 'v2')).toEqual([expect.stringMatching(/^WEFT0105.*v1/)]);
  expect(says('Thing', {})).toEqual([]);
});

const applied = (kind: string, spec: unknown) => ({
  'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
    apiVersion: `${group}/v1`,
    kind,
    spec,
  }),
});

test('a field that was applied and pruned is told; one that was taken out since is not', () => {
  const spec = {
    host: 'cart',
    trafficPolicy: { circuitBreaker: { consecutiveErrors: 3 }, tls: { mode: 'DISABLE' } },
  };
  const live = object(
    'DestinationRule',
    { host: 'cart', trafficPolicy: {} },
    'v1',
    applied('DestinationRule', spec),
  );
  const told = ghostFields(schemas, live, refOf('DestinationRule'));
  expect(told.map((finding) => findingText(finding))).toEqual([
    '"spec.trafficPolicy.circuitBreaker" was applied and is not there: it has no effect. Did you mean "outlierDetection" and "connectionPool"?',
  ]);
});

test('property: an object applied whole has no ghosts, and no annotation makes it throw', () => {
  const spec = fc.record(
    {
      timeout: fc.constant('5s'),
      retries: fc.record({ attempts: fc.nat(5) }),
      mirrorPercentage: fc.record({ value: fc.double({ noNaN: true, min: 0, max: 100 }) }),
      name: fc.string(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(spec, (more) => {
      const live = object('VirtualService', routed(more), 'v1', applied('VirtualService', routed(more)));
      expect(ghostFields(schemas, live, refOf('VirtualService'))).toEqual([]);
    }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': text };
      ghostFields(schemas, object('VirtualService', {}, 'v1', annotations), refOf('VirtualService'));
    }),
  );
});
