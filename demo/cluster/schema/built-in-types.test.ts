import { expect, test } from 'vitest';
import { listAt, objectAt, textAt } from '#lib/core/json.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import { customResourceDefinitions, loadResourceTypes, typesOfDefinition } from './built-in-types.ts';

const types = loadResourceTypes();

test('every kind that Weft reads is served, in a version that it asks for', () => {
  const missing = Object.values(kinds).filter(
    (kind) =>
      !types.some(
        (type) =>
          type.group === kind.group &&
          type.plural === kind.plural &&
          type.namespaced === kind.namespaced &&
          kind.versions.some((version) => version === type.version),
      ),
  );
  expect(missing).toEqual([]);
});

test('the storage version of a kind comes first', () => {
  const versions = (kind: string) => types.filter((type) => type.kind === kind).map((type) => type.version);
  expect(versions('VirtualService')).toEqual(['v1', 'v1beta1', 'v1alpha3']);
  expect(versions('Telemetry')).toEqual(['v1alpha1', 'v1']);
});

test('definitions serve the very types that they were made from', () => {
  const definitions = customResourceDefinitions();
  const served = definitions.flatMap(typesOfDefinition);
  const key = (type: { group: string; version: string; plural: string }) =>
    `${type.group}/${type.version}/${type.plural}`;
  expect(served.map(key).sort()).toEqual(
    types
      .filter((type) => type.custom)
      .map(key)
      .sort(),
  );
  for (const type of served) {
    const own = types.find((other) => key(other) === key(type));
    expect({ ...type, schema: null }, key(type)).toEqual({ ...own, schema: null });
  }
});

test('a definition holds no word that the API server would refuse', () => {
  for (const definition of customResourceDefinitions()) {
    const text = JSON.stringify(definition);
    for (const word of ['x-definition', '$ref', 'x-kubernetes-patch']) {
      expect(text.includes(`"${word}`), `${textAt(definition.metadata, 'name')} ${word}`).toBe(false);
    }
    expect(listAt(objectAt(definition, 'status'), 'conditions')).toHaveLength(2);
  }
});

test("a user's definition gets an Age column and the metadata of every object", () => {
  const [type] = typesOfDefinition({
    spec: {
      group: 'example.com',
      scope: 'Cluster',
      names: { kind: 'Box', plural: 'boxes' },
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
        { name: 'v0', served: false, storage: false },
      ],
    },
  });
  expect(type).toMatchObject({ kind: 'Box', listKind: 'BoxList', singular: 'box', namespaced: false });
  expect(type?.printerColumns.map((column) => column.name)).toEqual(['Age']);
  expect(type?.schema?.properties?.metadata?.properties).toHaveProperty('labels');
  expect(typesOfDefinition({ spec: { group: 1 } })).toEqual([]);
});
