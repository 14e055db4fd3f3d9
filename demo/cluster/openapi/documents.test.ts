import protobuf from 'protobufjs';
import { expect, test } from 'vitest';
import { isObject, type Json, type JsonObject, listAt, objectAt } from '#lib/core/json.ts';
import { loadResourceTypes } from '../schema/built-in-types.ts';
import { openApiV2, openApiV3, openApiV3Index } from './documents.ts';

const types = loadResourceTypes();

test('every group version has a document under a hash that moves with its content', () => {
  const paths = objectAt(openApiV3Index(types), 'paths');
  expect(Object.keys(paths)).toContain('apis/networking.istio.io/v1');
  expect(Object.keys(paths)).toContain('api/v1');
  const fewer = types.filter((type) => type.kind !== 'Sidecar');
  const before = paths['apis/networking.istio.io/v1'];
  expect(objectAt(openApiV3Index(fewer), 'paths')['apis/networking.istio.io/v1']).not.toEqual(before);
  expect(objectAt(openApiV3Index(types), 'paths')['apis/networking.istio.io/v1']).toEqual(before);
});

test('no reference in a document leads nowhere', () => {
  for (const [group, version] of [
    ['', 'v1'],
    ['apps', 'v1'],
    ['gateway.networking.k8s.io', 'v1'],
  ] as const) {
    const document = openApiV3(types, group, version);
    const schemas = objectAt(objectAt(document, 'components'), 'schemas');
    for (const reference of referencesIn(document)) {
      expect(schemas, reference).toHaveProperty([reference.replace('#/components/schemas/', '')]);
    }
  }
});

test('patching says that it takes fieldValidation, and strategic merges for built-in kinds only', () => {
  const patchOf = (group: string, path: string): JsonObject =>
    objectAt(objectAt(objectAt(openApiV3(types, group, 'v1'), 'paths'), path), 'patch');
  const route = patchOf(
    'networking.istio.io',
    '/apis/networking.istio.io/v1/namespaces/{namespace}/virtualservices/{name}',
  );
  expect(listAt(route, 'parameters')).toContainEqual(
    expect.objectContaining({ name: 'fieldValidation', in: 'query' }),
  );
  expect(route['x-kubernetes-group-version-kind']).toEqual({
    group: 'networking.istio.io',
    version: 'v1',
    kind: 'VirtualService',
  });
  const strategic = 'application/strategic-merge-patch+json';
  const service = patchOf('', '/api/v1/namespaces/{namespace}/services/{name}');
  expect(objectAt(objectAt(service, 'requestBody'), 'content')).toHaveProperty([strategic]);
  expect(objectAt(objectAt(route, 'requestBody'), 'content')).not.toHaveProperty([strategic]);
});

const gnostic = protobuf.parse(`syntax = "proto3";
  message Document { string swagger = 1; Info info = 2; Paths paths = 8; Definitions definitions = 9; }
  message Info { string title = 1; string version = 2; }
  message Paths { repeated NamedPathItem path = 2; }
  message NamedPathItem { string name = 1; }
  message Definitions { repeated NamedSchema items = 1; }
  message NamedSchema { string name = 1; Schema value = 2; }
  message Schema { string ref = 1; string description = 4; repeated string required = 19; repeated Any enum = 20;
    TypeItem type = 22; Properties properties = 25; repeated NamedAny vendor_extension = 31; }
  message Any { string yaml = 2; }
  message NamedAny { string name = 1; Any value = 2; }
  message TypeItem { repeated string value = 1; }
  message Properties { repeated NamedSchema items = 1; }`).root;

test('the protobuf form says what the JSON form says', () => {
  const { json, protobuf: bytes } = openApiV2(types);
  const message = gnostic.lookupType('Document');
  const decoded = message.toObject(message.decode(bytes), { arrays: true }) as Json;
  expect(decoded).toMatchObject({ swagger: '2.0', info: { title: 'Kubernetes' } });
  const paths = listAt(objectAt(decoded, 'paths'), 'path').map((item) => isObject(item) && item.name);
  expect(paths).toEqual(Object.keys(objectAt(json, 'paths')));
  const definitions = listAt(objectAt(decoded, 'definitions'), 'items');
  expect(definitions).toHaveLength(Object.keys(objectAt(json, 'definitions')).length);
  const service = definitions.find(
    (item) => isObject(item) && item.name === 'io.k8s.api.core.v1.ServicePort',
  );
  const port = listAt(objectAt(objectAt(service, 'value'), 'properties'), 'items');
  expect(port.map((item) => isObject(item) && item.name)).toContain('targetPort');
  expect(objectAt(service, 'value')).toMatchObject({ required: ['port'], type: { value: ['object'] } });
});

function referencesIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  const own = typeof value.$ref === 'string' ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}
