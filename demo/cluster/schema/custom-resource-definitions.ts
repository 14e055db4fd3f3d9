import type { Json, JsonObject } from '#lib/core/json.ts';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';
import { structuralSchema } from './structural-schema.ts';
import type { ResourceType } from './types.ts';

/**
 * The CustomResourceDefinitions that serve these types (the versions of a kind in order, storage first), Established since
 * `since` (RFC 3339).
 */
export function definitionsOf(custom: ResourceType[], since: string): JsonObject[] {
  const byName = new Map<string, ResourceType[]>();
  for (const type of custom) {
    const name = `${type.plural}.${type.group}`;
    byName.set(name, [...(byName.get(name) ?? []), type]);
  }
  return [...byName].map(([name, types]) => definitionOf(name, types, since));
}

function definitionOf(name: string, types: ResourceType[], since: string): JsonObject {
  const [first] = types;
  if (!first) throw new Error(`${name} has no version`);
  const names: JsonObject = {
    categories: first.categories,
    kind: first.kind,
    listKind: first.listKind,
    plural: first.plural,
    shortNames: first.shortNames,
    singular: first.singular,
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name, ...provenance(first.group) },
    spec: {
      conversion: { strategy: 'None' },
      group: first.group,
      names,
      scope: first.namespaced ? 'Namespaced' : 'Cluster',
      versions: types.map((type, i) => versionOf(type, i === 0)),
    },
    status: {
      acceptedNames: names,
      conditions: [
        condition('NamesAccepted', 'NoConflicts', 'no conflicts found', since),
        condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted', since),
      ],
      storedVersions: [first.version],
    },
  };
}

function versionOf(type: ResourceType, storage: boolean): JsonObject {
  return {
    name: type.version,
    served: true,
    storage,
    additionalPrinterColumns: type.printerColumns.map((column): JsonObject => ({ ...column })),
    schema: { openAPIV3Schema: asJson(type.schema ? structuralSchema(type.schema) : uncheckedSchema) },
    ...(type.subresources.status ? { subresources: { status: {} } } : {}),
  };
}

/** No package describes the kind: everything is kept and nothing can be checked, and the definition says so. */
const uncheckedSchema: JsonSchema = {
  type: 'object',
  description: 'The fields of this kind are not known here: any field is kept and none is checked.',
  'x-kubernetes-preserve-unknown-fields': true,
};

function provenance(group: string): JsonObject {
  if (group.endsWith('.istio.io')) {
    return {
      labels: { app: 'istio-pilot', chart: 'istio' },
      annotations: { 'helm.sh/resource-policy': 'keep' },
    };
  }
  if (!group.startsWith('gateway.networking')) return {};
  return {
    annotations: {
      // A group under k8s.io must say so; this is the value for schemas that no one approved.
      'api-approved.kubernetes.io': 'unapproved, generated from the published types',
      'gateway.networking.k8s.io/bundle-version': 'v1.5.0',
      'gateway.networking.k8s.io/channel': 'experimental',
    },
  };
}

function condition(type: string, reason: string, message: string, since: string): JsonObject {
  return { type, status: 'True', lastTransitionTime: since, reason, message };
}

/** A schema holds nothing but JSON values: it was read from JSON. */
function asJson(schema: JsonSchema): Json {
  return schema as Json;
}
