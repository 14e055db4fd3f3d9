import type { JsonObject } from '#lib/core/json.ts';
import { definitionsOf } from './custom-resource-definitions.ts';
import { factsOf } from './kind-facts.ts';
import { type KindSchema, readSchemas } from './read-schemas.ts';
import type { ResourceType } from './types.ts';
import { servedTypes } from './types-of-definition.ts';

/**
 * Every type that the demo's API serves from its start: Kubernetes' own, Istio's and the Gateway API's, each in every served
 * version; the storage version of a kind comes before its others.
 * @throws Error when the schemas were not generated
 */
export function loadResourceTypes(): ResourceType[] {
  return readSchemas().kinds.flatMap((kind) => {
    const type = typeOf(kind);
    return type ? [type] : [];
  });
}

/**
 * The CustomResourceDefinitions of Istio's, the Gateway API's and the rollout tools' kinds, Established since `since`
 * (RFC 3339).
 */
export function customResourceDefinitions(since = '2026-01-01T00:00:00Z'): JsonObject[] {
  return definitionsOf(
    loadResourceTypes().filter((type) => type.custom),
    since,
  );
}

/** The types that a CustomResourceDefinition serves, its storage version first; none when it is malformed. */
export function typesOfDefinition(crd: JsonObject): ResourceType[] {
  return servedTypes(crd);
}

/** Null for kinds that are no resource: Scale, and the reviews, which the API answers without storing them. */
function typeOf({ group, version, kind, schema }: KindSchema): ResourceType | null {
  const known = factsOf(group, kind);
  if (!known) return null;
  const { facts, custom } = known;
  return {
    group,
    version,
    kind,
    listKind: `${kind}List`,
    plural: facts.plural,
    singular: kind.toLowerCase(),
    shortNames: facts.shortNames,
    categories: facts.categories,
    namespaced: facts.namespaced,
    custom,
    subresources: { status: facts.status, scale: facts.scale },
    printerColumns: facts.columns,
    schema,
  };
}
