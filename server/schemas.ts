import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';
import { linkSchema } from '#lib/istio/schema/link-schema.ts';
import type { Schemas } from '#lib/validation/schema/check-schema.ts';

const index = z.object({
  kinds: z.array(z.object({ group: z.string(), version: z.string(), kind: z.string(), file: z.string() })),
});

/** Kinds that custom resources define: those of Kubernetes itself are read more leniently than their schemas say. */
const isCustom = (group: string): boolean => /(^|\.)istio\.io$|^gateway\.networking\./.test(group);

/**
 * The schemas that were generated at build time, each read when it is first asked for; null where the folder does not have
 * them (`npm run generate`).
 */
export function readSchemas(folder: string): Schemas | null {
  const list = path.join(folder, 'index.json');
  if (!existsSync(list)) return null;
  const { kinds } = index.parse(JSON.parse(readFileSync(list, 'utf8')));
  const custom = kinds.filter(({ group }) => isCustom(group));
  const read = new Map<string, JsonSchema>();
  const definitions = new Map<string, JsonSchema>();
  const linked = (file: string): JsonSchema => {
    const known = read.get(file);
    if (known !== undefined) return known;
    // The generator writes nothing but schemas into these files.
    const parsed = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as JsonSchema;
    const schema = linkSchema(parsed, definitions);
    read.set(file, schema);
    return schema;
  };
  return {
    schemaOf: (group, version, kind) => {
      const found = custom.find((one) => one.group === group && one.version === version && one.kind === kind);
      return found === undefined ? null : linked(found.file);
    },
    versionsOf: (group, kind) =>
      custom
        .filter((one) => one.group === group && one.kind === kind)
        .map(({ version }) => version)
        .sort((a, b) => a.length - b.length || (a < b ? 1 : -1)),
  };
}
