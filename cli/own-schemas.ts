import { definitionSchemas, type SchemasByVersion } from '#lib/istio/schema/definition-schemas.ts';
import { definitionOf } from '#lib/mesh/definition-of.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Schemas } from '#lib/validation/schema/check-schema.ts';
import { metadataSchema, ownSchemas } from '#lib/validation/schema/own-schemas.ts';
import type { KubeClient } from '#server/kube/client.ts';

/** A kind by its group and name. */
export interface WantedKind {
  readonly group: string;
  readonly kind: string;
}

/**
 * The schemas of a cluster: of the kinds wanted the cluster's own, where their definitions may be read; otherwise those of
 * this version of Weft, `generated`.
 */
export async function readOwnSchemas(
  client: KubeClient,
  cluster: ClusterSnapshot,
  wanted: readonly WantedKind[],
  generated: Schemas | null,
): Promise<Schemas> {
  const metadata = metadataSchema(generated);
  const signal = new AbortController().signal;
  const read = async ({ group, kind }: WantedKind) => {
    const definition = definitionOf(cluster, group, kind);
    if (definition === null) return null;
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${definition.metadata.name}`;
    const answer = await client.request({ path, signal }).catch(() => null);
    return answer === null ? null : definitionSchemas(answer.body, metadata);
  };
  const own = new Map<string, SchemasByVersion>();
  for (const one of new Map(wanted.map((of) => [`${of.group}/${of.kind}`, of])).values()) {
    const schemas = await read(one);
    if (schemas !== null) own.set(`${one.group}/${one.kind}`, schemas);
  }
  return ownSchemas((group, kind) => own.get(`${group}/${kind}`) ?? null, generated);
}
