import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';
import { linkSchema } from '#lib/istio/schema/link-schema.ts';

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../../../generated/schemas');

const kindVersion = z.object({ group: z.string(), version: z.string(), kind: z.string() });
const index = z.object({
  kinds: z.array(kindVersion.extend({ file: z.string() })),
  unchecked: z.array(kindVersion),
});

/** One kind in one version with its linked schema, null where no package describes it. */
export interface KindSchema {
  group: string;
  version: string;
  kind: string;
  schema: JsonSchema | null;
}

let read: { kinds: KindSchema[]; definitions: Map<string, JsonSchema> } | undefined;

/**
 * Every generated schema, in the index's order; read once. Definitions are shared between kinds.
 * @throws Error when the schemas were not generated
 */
export function readSchemas(): { kinds: KindSchema[]; definitions: Map<string, JsonSchema> } {
  read ??= readAll();
  return read;
}

function readAll(): { kinds: KindSchema[]; definitions: Map<string, JsonSchema> } {
  if (!existsSync(join(folder, 'index.json'))) {
    throw new Error('generated/schemas is missing: run `npm run generate` first');
  }
  const { kinds, unchecked } = index.parse(parse('index.json'));
  const definitions = new Map<string, JsonSchema>();
  const checked = kinds.map(({ file, ...kind }) => ({
    ...kind,
    schema: linkSchema(schemaIn(file), definitions),
  }));
  return { kinds: [...checked, ...unchecked.map((kind) => ({ ...kind, schema: null }))], definitions };
}

/** The generator writes nothing but schemas into these files. */
function schemaIn(file: string): JsonSchema {
  return parse(file) as JsonSchema;
}

function parse(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}
