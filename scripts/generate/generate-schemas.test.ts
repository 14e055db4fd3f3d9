import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { JsonSchema } from '../../lib/istio/schema/json-schema.ts';
import { linkSchema } from '../../lib/istio/schema/link-schema.ts';
import { SchemaGenerator } from './generate-schemas.ts';
import { type GeneratedKind, generatedKinds } from './kinds.ts';

const generator = new SchemaGenerator(resolve(fileURLToPath(import.meta.url), '../../../node_modules'));

async function schemaOf(kind: string, version: string, group: string): Promise<JsonSchema> {
  const found = generatedKinds.find((k) => k.kind === kind && k.group === group);
  if (!found) throw new Error(`no kind ${kind}`);
  return linkSchema(await generator.schemaOf(found, version));
}

/** The schema at a path of properties; `[]` steps into a list. */
function at(schema: JsonSchema | undefined, path: string): JsonSchema | undefined {
  return path
    .split('.')
    .reduce((node, step) => (step === '[]' ? node?.items : node?.properties?.[step]), schema);
}

test('Istio: integers, enums, oneofs, free parts and descriptions', async () => {
  const service = await schemaOf('VirtualService', 'v1', 'networking.istio.io');
  expect(at(service, 'spec.http.[].route.[].weight')).toMatchObject({ type: 'integer', format: 'int32' });
  expect(at(service, 'spec.http.[].timeout')).toMatchObject({ type: 'string' });
  expect(at(service, 'spec.http.[].fault.abort.percentage.value')).toMatchObject({ type: 'number' });
  expect(at(service, 'spec.http.[].match.[].uri')?.oneOf).toHaveLength(4);
  expect(at(service, 'spec.hosts')?.description).toBe(
    'The destination hosts to which traffic is being sent.',
  );
  expect(at(service, 'spec.http.[].retryPolicy')).toBeUndefined();
  const rule = await schemaOf('DestinationRule', 'v1', 'networking.istio.io');
  expect(at(rule, 'spec.trafficPolicy.loadBalancer.consistentHash')?.allOf).toHaveLength(2);
  const filter = await schemaOf('EnvoyFilter', 'v1alpha3', 'networking.istio.io');
  expect(at(filter, 'spec.configPatches.[].patch.value')).toMatchObject({
    'x-kubernetes-preserve-unknown-fields': true,
  });
});

test('Gateway API: limits that only the validators know, through aliases of aliases', async () => {
  const route = await schemaOf('HTTPRoute', 'v1', 'gateway.networking.k8s.io');
  expect(at(route, 'spec.rules')).toMatchObject({ maxItems: 16 });
  expect(at(route, 'spec.hostnames.[]')).toMatchObject({ minLength: 1, maxLength: 253 });
  expect(at(route, 'spec.rules.[].matches.[].headers.[].name')).toMatchObject({
    type: 'string',
    maxLength: 256,
  });
  expect(at(route, 'spec.rules.[].backendRefs.[].weight')).toMatchObject({ type: 'integer', default: 1 });
  expect(at(route, 'spec.parentRefs.[].name')).toMatchObject({ type: 'string' });
});

test('Kubernetes: quantities, ports or names, keyed lists, a type that holds itself', async () => {
  const pod = await schemaOf('Pod', 'v1', '');
  const container = at(pod, 'spec.containers.[]');
  expect(at(container, 'resources.limits')?.additionalProperties).toMatchObject({
    'x-kubernetes-int-or-string': true,
  });
  expect(at(container, 'livenessProbe.httpGet.port')).toMatchObject({ format: 'int-or-string' });
  expect(at(container, 'ports')).toMatchObject({
    'x-kubernetes-list-map-keys': ['containerPort', 'protocol'],
  });
  const definition = await schemaOf('CustomResourceDefinition', 'v1', 'apiextensions.k8s.io');
  const inner = at(definition, 'spec.versions.[].schema.openAPIV3Schema');
  expect(at(inner, 'not')?.properties).toBe(at(inner, 'not.not')?.properties);
});

test('a kind that its package does not have stops the generator', async () => {
  const kind: GeneratedKind = {
    package: '@kubernetes-models/istio',
    group: 'networking.istio.io',
    kind: 'TrafficExtension',
    versions: ['v1'],
  };
  await expect(generator.schemaOf(kind, 'v1')).rejects.toThrow('TrafficExtension');
});
