import type { SchemasByVersion } from '#lib/istio/schema/definition-schemas.ts';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';
import type { Schemas } from './check-schema.ts';

/** A cluster's own schemas of the kinds for which `own` has them; those of `generated` for the others. */
export const ownSchemas = (
  own: (group: string, kind: string) => SchemasByVersion | null,
  generated: Schemas | null,
): Schemas => ({
  schemaOf(group, version, kind) {
    const versions = own(group, kind);
    // What the cluster does not serve it does not take, whatever the version of Weft knows.
    return versions === null
      ? (generated?.schemaOf(group, version, kind) ?? null)
      : (versions.get(version) ?? null);
  },
  versionsOf: (group, kind) => [...(own(group, kind)?.keys() ?? generated?.versionsOf(group, kind) ?? [])],
});

/** What every object has under `metadata`. */
export const metadataSchema = (generated: Schemas | null): JsonSchema =>
  generated?.schemaOf('networking.istio.io', 'v1', 'VirtualService')?.properties?.metadata ?? {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  };
