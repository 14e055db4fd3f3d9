import { z } from 'zod';
import type { JsonObject } from '#lib/core/json.ts';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';
import { readSchemas } from './read-schemas.ts';
import type { PrinterColumn, ResourceType } from './types.ts';

const column = z.object({
  name: z.string(),
  type: z.string(),
  jsonPath: z.string(),
  priority: z.number().optional(),
  format: z.string().optional(),
  description: z.string().optional(),
});

const names = z.object({
  kind: z.string(),
  plural: z.string(),
  listKind: z.string().optional(),
  singular: z.string().optional(),
  shortNames: z.array(z.string()).optional(),
  categories: z.array(z.string()).optional(),
});

const version = z.object({
  name: z.string(),
  served: z.boolean(),
  storage: z.boolean(),
  schema: z
    .object({ openAPIV3Schema: z.custom<JsonSchema>((value) => typeof value === 'object') })
    .optional(),
  subresources: z.object({ status: z.unknown().optional(), scale: z.unknown().optional() }).optional(),
  additionalPrinterColumns: z.array(column).optional(),
});

const definition = z.object({
  spec: z.object({
    group: z.string(),
    scope: z.enum(['Namespaced', 'Cluster']),
    names,
    versions: z.array(version),
  }),
});

/** What the API server shows of a kind whose definition names no columns. */
const ageOnly: PrinterColumn[] = [{ name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }];

/** See `typesOfDefinition`. */
export function servedTypes(crd: JsonObject): ResourceType[] {
  const parsed = definition.safeParse(crd);
  if (!parsed.success) return [];
  const { spec } = parsed.data;
  const served = spec.versions.filter((v) => v.served).sort((a, b) => Number(b.storage) - Number(a.storage));
  return served.map((v) => ({
    group: spec.group,
    version: v.name,
    kind: spec.names.kind,
    listKind: spec.names.listKind ?? `${spec.names.kind}List`,
    plural: spec.names.plural,
    singular: spec.names.singular ?? spec.names.kind.toLowerCase(),
    shortNames: spec.names.shortNames ?? [],
    categories: spec.names.categories ?? [],
    namespaced: spec.scope === 'Namespaced',
    custom: true,
    subresources: {
      status: v.subresources?.status !== undefined,
      scale: v.subresources?.scale !== undefined,
    },
    printerColumns: v.additionalPrinterColumns ?? ageOnly,
    schema: v.schema ? withMetadata(v.schema.openAPIV3Schema, spec, v.name) : null,
  }));
}

/** A definition's schema says nothing of metadata: the API server checks it by its own type. */
function withMetadata(
  schema: JsonSchema,
  spec: { group: string; names: { kind: string } },
  versionName: string,
): JsonSchema {
  const metadata = readSchemas().definitions.get('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta');
  const name = `${spec.group.split('.').reverse().join('.')}.${versionName}.${spec.names.kind}`;
  return {
    ...schema,
    'x-definition': name,
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      ...schema.properties,
      metadata: metadata ?? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    },
  };
}
