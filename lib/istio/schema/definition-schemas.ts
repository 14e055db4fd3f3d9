import { z } from 'zod';
import type { JsonSchema } from './json-schema.ts';

/** The schemas of a kind by version, the newest first. */
export type SchemasByVersion = ReadonlyMap<string, JsonSchema>;

const definition = z.object({
  spec: z.object({
    versions: z.array(
      z.object({
        name: z.string(),
        served: z.boolean().default(true),
        schema: z.object({ openAPIV3Schema: z.custom<JsonSchema>((value) => typeof value === 'object') }),
      }),
    ),
  }),
});

/**
 * The schemas of the served versions of a CustomResourceDefinition, as the API server has it. Definitions leave out what every
 * object has: `metadata` is taken for that. Null for what is no definition, or has versions without a schema.
 */
export function definitionSchemas(object: unknown, metadata: JsonSchema): SchemasByVersion | null {
  const parsed = definition.safeParse(object);
  if (!parsed.success) return null;
  return new Map(
    parsed.data.spec.versions
      .filter(({ served }) => served)
      .sort((a, b) => a.name.length - b.name.length || (a.name < b.name ? 1 : -1))
      .map(({ name, schema }) => [name, whole(schema.openAPIV3Schema, metadata)]),
  );
}

const whole = (schema: JsonSchema, metadata: JsonSchema): JsonSchema => ({
  ...schema,
  properties: {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    ...schema.properties,
    metadata,
  },
});
